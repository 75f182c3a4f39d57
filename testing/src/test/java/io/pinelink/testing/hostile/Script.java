package io.pinelink.testing.hostile;

import java.io.IOException;

/** The behaviour of a server on one connection, which is closed when the script returns. */
@FunctionalInterface
interface Script {
  void play(Connection connection) throws IOException;
}
