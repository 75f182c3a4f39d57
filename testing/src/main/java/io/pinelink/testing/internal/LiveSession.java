package io.pinelink.testing.internal;

import io.pinelink.Pinelink;
import io.pinelink.admin.AdminClient;
import io.pinelink.error.NotFoundException;
import io.pinelink.routing.IndexFamily;
import io.pinelink.server.EmbeddedPinecone;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.opentest4j.TestAbortedException;

/** A namespace of the real service, which no other test uses and which is deleted afterwards. */
final class LiveSession implements Session {
  private final LiveService service;

  /** The indexes of the test by declared name. */
  private final Map<String, Opened> opened = new LinkedHashMap<>();

  private String namespace = newNamespace();

  private record Opened(String name, IndexFamily family) {}

  LiveSession(LiveService service) {
    this.service = service;
  }

  private static String newNamespace() {
    return "pinelink-test-" + UUID.randomUUID();
  }

  @Override
  public void begin() {
    close();
    namespace = newNamespace();
  }

  @Override
  public void ensure(IndexDeclaration index, OpenedIndexes target) {
    opened.put(index.name(), new Opened(service.existing(index), index.family()));
    target.open(index);
  }

  @Override
  public void load(SeedData data, IndexDeclaration index, OpenedIndexes target) {
    LiveData.load(data, index, target);
  }

  @Override
  public Pinelink opener() {
    return service.client();
  }

  @Override
  public String nameOf(String declared) {
    Opened index = opened.get(declared);
    if (index == null) {
      throw new IllegalStateException(
          "the index '"
              + declared
              + "' is not declared: against the real service, tests use only indexes that they"
              + " declare");
    }
    return index.name();
  }

  @Override
  public String namespace() {
    return namespace;
  }

  @Override
  public EmbeddedPinecone server(String purpose) {
    throw new TestAbortedException(reason(purpose));
  }

  @Override
  public Pinelink client(String purpose) {
    throw new TestAbortedException(reason(purpose));
  }

  @Override
  public AdminClient admin(String purpose) {
    throw new TestAbortedException(reason(purpose));
  }

  /** Returns why a test that needs more than its namespace does not run. */
  static String reason(String purpose) {
    return "not run against the real service ("
        + LiveService.SETTING
        + "), where a test has a namespace only: "
        + purpose
        + " needs the embedded server";
  }

  @Override
  public Optional<EmbeddedPinecone> reported() {
    return Optional.empty();
  }

  @Override
  public void prepared() {
    // The service has no log.
  }

  /** Deletes the namespace from all indexes of the test. */
  @Override
  public void close() {
    List<Opened> indexes = List.copyOf(opened.values());
    opened.clear();
    CleanUp.each(indexes, this::deleteNamespace);
  }

  private void deleteNamespace(Opened index) {
    try {
      if (index.family().equals(IndexFamily.DOCUMENTS)) {
        opener().documents(index.name()).namespaces().delete(namespace);
      } else {
        opener().index(index.name()).namespaces().delete(namespace);
      }
    } catch (NotFoundException e) {
      // The test wrote nothing.
    }
  }
}
