package io.gatehouse.dataplane.http;

/** What one feeding of bytes led to. */
public enum ScanResult {
  /** All bytes were taken and the message needs more. */
  NEED_MORE,
  /** The head, or the body, ended; bytes behind it were left in the buffer. */
  COMPLETE,
  /** The message is refused; it must not be fed again. */
  ERROR
}
