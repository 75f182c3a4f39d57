package io.pinelink.contract.hostile;

import java.io.IOException;

/** The behaviour of a server on one connection, which is closed when the script returns. */
@FunctionalInterface
interface ConnectionScript {
  void play(Connection connection) throws IOException;
}
