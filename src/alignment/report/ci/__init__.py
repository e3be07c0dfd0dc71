"""The findings of a check in the forms that services read: GitHub, GitLab, SARIF, JUnit."""
