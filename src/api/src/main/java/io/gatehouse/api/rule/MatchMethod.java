package io.gatehouse.api.rule;

/** How a sample is compared with patterns (manual section 7.1.3). */
public enum MatchMethod {
  FOUND,
  BOOL,
  INT,
  IP,
  BIN,
  LEN,
  STR,
  SUB,
  BEG,
  END,
  DIR,
  DOM,
  REG
}
