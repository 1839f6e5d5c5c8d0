package io.gatehouse.dataplane.statefile;

import io.gatehouse.api.check.CheckStatus;

/** The numbers that state files have for the outcomes of checks. */
public final class StateNumbers {
  private StateNumbers() {}

  public static int of(CheckStatus status) {
    return switch (status) {
      case UNK -> 0;
      case INI -> 1;
      case CHECKED -> 3;
      case HANA -> 4;
      case SOCKERR -> 5;
      case L4OK -> 6;
      case L4TOUT -> 7;
      case L4CON -> 8;
      case L6OK -> 9;
      case L6TOUT -> 10;
      case L6RSP -> 11;
      case L7TOUT -> 12;
      case L7RSP -> 13;
      case L7OK -> 15;
      case L7OKC -> 16;
      case L7STS -> 17;
      case PROCERR -> 18;
      case PROCTOUT -> 19;
      case PROCOK -> 20;
    };
  }
}
