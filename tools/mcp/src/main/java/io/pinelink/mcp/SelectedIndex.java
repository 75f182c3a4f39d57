package io.pinelink.mcp;

import io.pinelink.DocumentIndex;
import io.pinelink.Index;
import io.pinelink.Namespaces;
import io.pinelink.Pinelink;
import io.pinelink.RecordIndex;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.SchemaField;
import io.pinelink.error.ErrorCode;
import io.pinelink.error.NotFoundException;
import io.pinelink.error.ServiceException;
import io.pinelink.mcp.IndexDirectory.Listed;
import io.pinelink.routing.HostBook;
import io.pinelink.routing.IndexFamily;
import io.pinelink.routing.IndexHosts;
import io.pinelink.routing.Route;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An allowed index, and the check of namespaces in it. It is opened once, so that the control plane
 * is asked once. Thread-safe.
 */
final class SelectedIndex {
  /** The tools that search, by what an index holds. */
  private static final Map<String, String> SEARCHES =
      Map.of(
          IndexFamily.VECTORS.value(), "query-vectors",
          IndexFamily.RECORDS.value(), "search-records",
          IndexFamily.DOCUMENTS.value(), "search-documents");

  private final Pinelink client;
  private final AccessPolicy policy;
  private final String name;
  private final Optional<Listed> listed;
  private @Nullable IndexDescription description;
  private @Nullable Index vectors;
  private @Nullable RecordIndex records;
  private @Nullable DocumentIndex documents;

  SelectedIndex(Pinelink client, AccessPolicy policy, String name, Optional<Listed> listed) {
    this.client = client;
    this.policy = policy;
    this.name = name;
    this.listed = listed;
  }

  String name() {
    return name;
  }

  Optional<Listed> listed() {
    return listed;
  }

  /** Returns the host of a listed index that is in no host book. */
  private Optional<String> host() {
    return listed.filter(index -> !index.isBooked()).map(index -> index.hosts().host());
  }

  /** Returns the index for vectors, which also serves an index of records. */
  synchronized Index vectors() {
    Index index = vectors;
    if (index == null) {
      index =
          opened(
              family -> !family.equals(IndexFamily.DOCUMENTS),
              () -> host().map(client::indexAt).orElseGet(() -> client.index(name)));
      vectors = index;
    }
    return index;
  }

  synchronized RecordIndex records() {
    RecordIndex index = records;
    if (index == null) {
      index =
          opened(
              IndexFamily.RECORDS::equals,
              () -> host().map(client::recordsAt).orElseGet(() -> client.records(name)));
      records = index;
    }
    return index;
  }

  synchronized DocumentIndex documents() {
    DocumentIndex index = documents;
    if (index == null) {
      index =
          opened(
              IndexFamily.DOCUMENTS::equals,
              () -> host().map(client::documentsAt).orElseGet(() -> client.documents(name)));
      documents = index;
    }
    return index;
  }

  private <T> T opened(Predicate<IndexFamily> serves, Supplier<T> open) {
    checkTool(serves);
    try {
      return open.get();
    } catch (IllegalArgumentException e) {
      if (listed.isEmpty()) {
        describe();
        checkTool(serves);
      }
      throw e; // The policy refuses the host.
    }
  }

  /** Refuses a tool for another kind of index, by naming the tool for this one. */
  private void checkTool(Predicate<IndexFamily> serves) {
    Optional<IndexFamily> actual = known();
    Optional<String> tool =
        actual.filter(serves.negate()).map(family -> SEARCHES.get(family.value()));
    if (tool.isPresent()) {
      forget(); // The index may have been created again, as another kind.
      throw ToolFailure.invalid(
          "index '" + name + "' holds " + actual.get().value() + ": use " + tool.get());
    }
  }

  /** Uses what the control plane returned. */
  synchronized void described(IndexDescription newDescription) {
    description = newDescription;
  }

  private IndexDescription description() {
    IndexDescription known = description;
    return known == null ? describe() : known;
  }

  private IndexDescription describe() {
    IndexDescription described = client.controlPlane().describeIndex(name);
    description = described;
    return described;
  }

  /** Has the next call ask the control plane again. */
  synchronized void forget() {
    description = null;
    vectors = null;
    records = null;
    documents = null;
  }

  /** Returns the hosts, for the doctor. */
  synchronized IndexHosts hosts() {
    return listed.isPresent() ? listed.get().hosts() : hosts(description());
  }

  /**
   * Returns the names of the fields with full-text search.
   *
   * @throws ToolFailure if there are none, or the index is used without the control plane
   */
  synchronized List<String> textFields() {
    if (listed.isPresent()) {
      throw ToolFailure.invalid(
          "the argument 'textFields' is missing: this server does not ask the control plane for the"
              + " fields of an index");
    }
    List<String> fields =
        description().schema().stream()
            .flatMap(schema -> schema.fields().entrySet().stream())
            .filter(
                field ->
                    field.getValue() instanceof SchemaField.Text text
                        && text.fullTextSearch().isPresent())
            .map(Map.Entry::getKey)
            .toList();
    if (fields.isEmpty()) {
      throw ToolFailure.invalid(
          "index '" + name + "' has no full-text field: use vectorField, see describe-index");
    }
    return fields;
  }

  private static IndexHosts hosts(IndexDescription index) {
    return new IndexHosts(
        index
            .host()
            .orElseThrow(
                () ->
                    new ToolFailure(
                        ToolFailure.Kind.NOT_FOUND,
                        "index '" + index.name() + "' has no host yet",
                        "Wait until its status is Ready.")),
        index.privateHost(),
        Route.Source.CONTROL_PLANE);
  }

  /**
   * Returns whether the index holds documents.
   *
   * @param wanted the family that the agent named; it decides if nothing is known
   */
  boolean isDocuments(Optional<String> wanted) {
    return family()
        .or(() -> wanted.map(IndexFamily::new))
        .filter(IndexFamily.DOCUMENTS::equals)
        .isPresent();
  }

  /** Returns the family; empty if only the host of the index is known. */
  synchronized Optional<IndexFamily> family() {
    if (listed.isEmpty() && description == null && !isOpened()) {
      try {
        vectors = client.index(name);
      } catch (IllegalArgumentException e) {
        describe(); // It holds documents, or the policy refuses its host.
      }
    }
    return known();
  }

  private boolean isOpened() {
    return vectors != null || records != null || documents != null;
  }

  /** Returns the family as far as it is known; an index that was opened is in the host book. */
  private Optional<IndexFamily> known() {
    if (listed.isPresent()) {
      return listed.get().family();
    }
    IndexDescription described = description;
    if (described != null) {
      return described.family();
    }
    return isOpened()
        ? client.hostBook().find(name).flatMap(HostBook.Entry::family)
        : Optional.empty();
  }

  Namespaces<?> namespaces(boolean isDocuments) {
    return isDocuments ? documents().namespaces() : vectors().namespaces();
  }

  /**
   * Returns the namespace to read: the one that was asked for, or the one that it is an alias of.
   * Both have to be allowed. The name that was checked is the name that is read, so that an alias
   * that is repointed in the meantime changes nothing.
   */
  String readable(Optional<String> asked, Namespaces<?> namespaces) {
    String namespace = checked(asked);
    if (policy.allowsAllNamespaces() || namespace.isEmpty()) {
      return namespace;
    }
    String target = target(namespace, namespaces).orElse(namespace);
    policy.checkNamespace(target);
    return target;
  }

  /** Returns the namespace to write. The service refuses to write to an alias. */
  String writable(Optional<String> asked) {
    return checked(asked);
  }

  private String checked(Optional<String> asked) {
    String namespace =
        asked.filter(name -> !name.equals(AccessPolicy.DEFAULT_NAMESPACE)).orElse("");
    policy.checkNamespace(namespace);
    return namespace;
  }

  /** Checks the namespace that a response came from. */
  String answered(String namespace) {
    policy.checkNamespace(namespace);
    return AccessPolicy.shown(namespace);
  }

  private static Optional<String> target(String alias, Namespaces<?> namespaces) {
    try {
      return Optional.of(namespaces.describeAlias(alias).targetNamespace());
    } catch (NotFoundException e) {
      return Optional.empty();
    } catch (ServiceException e) {
      if (e.code() == ErrorCode.UNIMPLEMENTED) {
        return Optional.empty(); // this index has no aliases
      }
      throw e;
    }
  }
}
