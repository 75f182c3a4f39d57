package io.pinelink.testing.internal;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.server.EmbeddedPinecone;
import java.util.Optional;

/**
 * A service for one test at a time, and a client of it: an embedded server, or a namespace of the
 * real service. Not thread-safe; its {@link Scope} synchronizes it.
 */
interface Session extends AutoCloseable {
  /** Begins another test, which must not see the data of the previous one. */
  void begin();

  /** Makes an index available, which is empty for this test unless it keeps data, and opens it. */
  void ensure(IndexDeclaration index, OpenedIndexes opened);

  /** Loads data into an index. */
  void load(SeedData data, IndexDeclaration index, OpenedIndexes opened);

  /** Returns the client that opens the indexes of tests. */
  Pinelink opener();

  /** Returns the name that the service has for an index. */
  String nameOf(String declared);

  /** Returns the namespace that belongs to the test; empty for the default one. */
  String namespace();

  /**
   * Returns the embedded server.
   *
   * @param purpose what needs it, for the message
   * @throws org.opentest4j.TestAbortedException if the test runs against the real service
   */
  EmbeddedPinecone server(String purpose);

  /**
   * Returns the client, for calls that are not limited to the namespace of the test.
   *
   * @throws org.opentest4j.TestAbortedException if the test runs against the real service
   */
  Pinelink client(String purpose);

  /**
   * Returns a client of the admin API.
   *
   * @throws org.opentest4j.TestAbortedException if the test runs against the real service
   */
  AdminClient admin(String purpose);

  /** Returns the server whose requests are reported if the test fails. */
  Optional<EmbeddedPinecone> reported();

  /** Hides the requests so far, which prepared the test, from it. */
  void prepared();

  @Override
  void close();
}
