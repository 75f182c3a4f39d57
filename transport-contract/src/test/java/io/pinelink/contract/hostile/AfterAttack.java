package io.pinelink.contract.hostile;

/** What the server does with a connection after an attack. */
enum AfterAttack {
  /** It serves further requests, if the client sends any. */
  SERVE,
  /** It leaves the connection open; the client must close it, and send no request on it. */
  AWAIT_CLOSE,
  /**
   * It sends nothing more in answer to the request; the client must give up at its deadline. Over
   * HTTP/1.1 the client must also close the connection.
   */
  SILENCE,
  CLOSE,
  RESET
}
