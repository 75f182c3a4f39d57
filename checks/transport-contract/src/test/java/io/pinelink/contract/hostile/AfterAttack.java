package io.pinelink.contract.hostile;

/** The server's handling of a connection after an attack. */
enum AfterAttack {
  /** The server answers further requests, if the client sends any. */
  SERVE,
  /** The server leaves the connection open; the client must close it without another request. */
  AWAIT_CLOSE,
  /**
   * The server sends nothing more for the request; the call must fail at its deadline. Over
   * HTTP/1.1 the client must also close the connection.
   */
  SILENCE,
  /** The server ends its output; over HTTP/1.1 it waits until the client closes the connection. */
  CLOSE,
  RESET
}
