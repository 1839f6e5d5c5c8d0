package io.gatehouse.api.check;

/** Outcome of a probe, with the codes of the statistics (manual of {@code check_status}). */
public enum CheckStatus {
  UNK("Unknown", false),
  INI("Initializing", false),
  /** An agent answered, and said nothing of the server's health. */
  CHECKED("No status change", false),
  /** Traffic failed too often ({@code observe}). */
  HANA("Health analyze", false),
  SOCKERR("Socket error", false),
  L4OK("Layer4 check passed", true),
  L4TOUT("Layer4 timeout", false),
  L4CON("Layer4 connection problem", false),
  L6OK("Layer6 check passed", true),
  L6TOUT("Layer6 timeout", false),
  L6RSP("Layer6 invalid response", false),
  L7OK("Layer7 check passed", true),
  L7OKC("Layer7 check conditionally passed", true),
  L7TOUT("Layer7 timeout", false),
  L7RSP("Layer7 invalid response", false),
  L7STS("Layer7 wrong status", false),
  PROCERR("External check error", false),
  PROCTOUT("External check timeout", false),
  PROCOK("External check passed", true);

  private final String description;
  private final boolean passed;

  CheckStatus(String description, boolean passed) {
    this.description = description;
    this.passed = passed;
  }

  /** As log lines and statistics say it. */
  public String description() {
    return description;
  }

  public boolean passed() {
    return passed;
  }
}
