"""Dialogs: what the user is asked, never news."""
