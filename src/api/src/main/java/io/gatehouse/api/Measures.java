package io.gatehouse.api;

/**
 * Times, sizes and outcome of an exchange as logs and rules see them (manual sections 8.4 and 8.5).
 * Times are milliseconds; -1 means the phase was not reached.
 */
public interface Measures {

  /**
   * Wall clock when the first byte of the request was received, in milliseconds since the epoch.
   */
  long requestDate();

  /** Wall clock when the connection was accepted, in milliseconds since the epoch. */
  long acceptDate();

  /** {@code %Th}: handshakes before the request. */
  int handshakeTime();

  /** {@code %Ti}: idle time before the request. */
  int idleTime();

  /** {@code %TR}: from the first byte of the request to its last head byte. */
  int requestTime();

  /** {@code %Tw}: in queues. */
  int queueTime();

  /** {@code %Tc}: connecting to the server. */
  int connectTime();

  /** {@code %Tr}: from the connection to the last byte of the response's head. */
  int responseTime();

  /** {@code %Td}: sending the response's body. */
  int dataTime();

  /** {@code %Tt}: from accept to the end. */
  int totalTime();

  /** {@code %Ta}: from the first byte of the request to the end. */
  int activeTime();

  /** Status sent to the client; -1 when none. */
  int status();

  /** Status the server answered; -1 when none. */
  int serverStatus();

  /** Whether the log is written before the end ({@code option logasap}): numbers may still grow. */
  boolean incomplete();

  /** {@code %lc}: log lines of this frontend so far. */
  long logCounter();

  /** {@code %B}: bytes sent to the client. */
  long bytesToClient();

  /** {@code %U}: bytes received from the client. */
  long bytesFromClient();

  /** {@code %rc}: connection attempts repeated. */
  int retries();

  /** Whether the exchange was moved to another server after a failed connection. */
  boolean redispatched();

  /** {@code %sq}: requests before this one in the server's queue. */
  int serverQueue();

  /** {@code %bq}: requests before this one in the backend's queue. */
  int backendQueue();

  /** Four characters of the termination state (manual section 8.5), one per byte, first lowest. */
  int terminationState();
}
