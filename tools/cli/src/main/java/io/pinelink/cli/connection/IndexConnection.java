package io.pinelink.cli.connection;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Namespaces;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.control.IndexSchema;
import io.pinelink.routing.ConnectRule;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.Route;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options that name one index and a namespace in it, with all options of {@link
 * ClientConnection}. A command opens a client and then the index as what it is:
 *
 * <pre>{@code
 * @Mixin IndexConnection connection = new IndexConnection();
 *
 * try (Pinelink client = connection.open()) {
 *   Index index = connection.vectors(client);
 * }
 * }</pre>
 *
 * <p>A command between two indexes has two of these as plain fields and {@link TwoSides} as its
 * model transformer.
 */
public final class IndexConnection {
  @Mixin ClientConnection client = new ClientConnection();

  @Option(
      names = {"-n", "-i", "--index-name"},
      paramLabel = "NAME",
      description = "The name of the index, looked up in the host book or the control plane.")
  @Nullable String indexName;

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description =
          "The host of the index instead of its name, in public or private form; the control plane"
              + " is not used.")
  @Nullable String host;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description = "The namespace, or an alias. Default: the default namespace.")
  @Nullable String namespace;

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      converter = FamilyConverter.class,
      description =
          "What the index holds: vectors, records or documents. Default: as the host book or the"
              + " control plane lists it, and vectors with --host.")
  @Nullable IndexFamily family;

  /** The beginning of the names of these options, which a command between two indexes extends. */
  String prefix = "--";

  /**
   * Opens a client for the index. The command closes it. Nothing is sent yet.
   *
   * @throws picocli.CommandLine.ParameterException if an option is invalid, or no index is named.
   *     An empty namespace, as an unset variable of a shell leaves it, is invalid
   */
  public Pinelink open() {
    if (namespace != null && namespace.isBlank()) {
      throw client.refused(
          prefix
              + "namespace is empty: leave it out for the default namespace, or say __default__");
    }
    return client.open(scopes());
  }

  /** Opens a client for the index, and closes it after the action. */
  public void use(Consumer<Pinelink> action) {
    try (Pinelink opened = open()) {
      action.accept(opened);
    }
  }

  /** Returns the name of the index or otherwise its host, for messages. */
  public String target() {
    return indexName == null ? String.valueOf(host) : indexName;
  }

  /** Returns the namespace and the index, for questions. */
  public String place() {
    return "%s of %s"
        .formatted(
            (namespace == null ? "the default namespace" : "namespace '" + namespace + "'"),
            target());
  }

  /** Returns the name of the index; empty if only its host is given. */
  public Optional<String> indexName() {
    return Optional.ofNullable(indexName);
  }

  /** Returns whether {@code --namespace} is given. */
  public boolean hasNamespace() {
    return namespace != null;
  }

  /** Returns the namespace; empty for the default one. */
  public String namespace() {
    return namespace == null ? "" : namespace;
  }

  /** Opens the index for vectors, in the namespace. */
  public Index vectors(Pinelink opened) {
    Index index = indexName == null ? opened.indexAt(host()) : opened.index(indexName);
    return namespace == null ? index : index.namespace(namespace);
  }

  /** Opens the index for texts that it embeds, in the namespace. */
  public RecordIndex records(Pinelink opened) {
    RecordIndex index = indexName == null ? opened.recordsAt(host()) : opened.records(indexName);
    return namespace == null ? index : index.namespace(namespace);
  }

  /** Opens the index for documents, in the namespace. */
  public DocumentIndex documents(Pinelink opened) {
    DocumentIndex index =
        indexName == null ? opened.documentsAt(host()) : opened.documents(indexName);
    return namespace == null ? index : index.namespace(namespace);
  }

  /** Returns the operations on the namespaces of the index, of any family. */
  public Namespaces<?> namespaces(Pinelink opened) {
    return isDocuments(opened) ? documents(opened).namespaces() : vectors(opened).namespaces();
  }

  /** Returns the route to the index, of any family. */
  public Route route(Pinelink opened) {
    return isDocuments(opened) ? documents(opened).route() : vectors(opened).route();
  }

  /** Returns whether the index holds documents. */
  public boolean isDocuments(Pinelink opened) {
    return family(opened).equals(IndexFamily.DOCUMENTS);
  }

  /**
   * Returns what the index holds: as given, as listed in the host book, or as described by the
   * control plane. An index that is known only by its host counts as one of vectors.
   */
  public IndexFamily family(Pinelink opened) {
    if (family == null) {
      family = found(opened);
    }
    return family;
  }

  private IndexFamily found(Pinelink opened) {
    if (indexName == null) {
      return IndexFamily.VECTORS;
    }
    Optional<HostBook.Entry> known = client.book().find(indexName);
    return known.isPresent()
        ? known.get().family().orElse(IndexFamily.VECTORS)
        : opened.controlPlane().describeIndex(indexName).family().orElse(IndexFamily.VECTORS);
  }

  /**
   * Returns the schema of the index; empty if it has none, or if the index is opened without the
   * control plane.
   */
  public Optional<IndexSchema> schema(Pinelink opened) {
    return indexName == null || client.book().find(indexName).isPresent()
        ? Optional.empty()
        : opened.controlPlane().describeIndex(indexName).schema();
  }

  /** Returns whether an index is named, by its name or by its host. */
  public boolean isGiven() {
    return indexName != null || host != null;
  }

  private String host() {
    return String.valueOf(host);
  }

  private List<ConnectRule.Dial> scopes() {
    if ((indexName == null) == (host == null)) {
      throw client.refused(
          "name one index: " + prefix + "index-name NAME, or " + prefix + "host HOST");
    }
    try {
      if (indexName == null) {
        return client.scopes(host());
      }
      Stream<String> booked =
          client.book().find(indexName).stream()
              .flatMap(
                  entry -> Stream.concat(client.forms(entry.host()), entry.privateHost().stream()))
              .distinct();
      return Stream.concat(
              Stream.of(ConnectRule.forIndex(indexName)), booked.map(ConnectRule::forHost))
          .toList();
    } catch (IllegalArgumentException e) {
      throw client.refused(String.valueOf(e.getMessage()));
    }
  }
}
