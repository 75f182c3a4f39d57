/** The embedded server as an extension of JUnit 5. */
module io.pinelink.testing {
  requires transitive io.pinelink;
  requires transitive io.pinelink.admin;
  requires transitive io.pinelink.server;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;

  exports io.pinelink.testing;
  exports io.pinelink.testing.requests;
}
