/** The test suite of transports. */
module io.pinelink.contract {
  requires transitive io.pinelink;
  requires transitive io.pinelink.server;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;

  exports io.pinelink.contract;

  // JUnit runs its methods, which are package-private.
  opens io.pinelink.contract to
      org.junit.platform.commons;
}
