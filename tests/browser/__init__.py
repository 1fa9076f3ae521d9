"""The site in a real Chromium: what readers see, by mouse, keyboard, screen reader and on paper."""
