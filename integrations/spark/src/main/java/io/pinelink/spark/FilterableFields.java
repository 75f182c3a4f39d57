package io.pinelink.spark;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.control.IndexSpec;
import io.pinelink.error.NotFoundException;
import io.pinelink.model.MetadataSchema;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The metadata fields that filters of the service can use. A filter on another field matches
 * nothing, so it would lose rows.
 */
final class FilterableFields {
  private static final Optional<Set<String>> NONE = Optional.of(Set.of());

  private FilterableFields() {}

  /**
   * Asks for the schemas of the index and of the namespace. Returns no field if the index is given
   * by its host or in a host book: then the control plane, which has the schema of the index, may
   * be out of reach.
   */
  static Predicate<String> of(SourceOptions options, Pinelink client) {
    return options
        .describedName()
        .map(name -> ofIndex(client.controlPlane().describeIndex(name).spec()))
        .map(
            fields ->
                fields.and(ofNamespace(options.target().vectors(client), options.namespace())))
        .orElseGet(() -> only(NONE));
  }

  private static Predicate<String> ofIndex(IndexSpec spec) {
    if (spec instanceof IndexSpec.Serverless serverless) {
      return only(serverless.schema().map(MetadataSchema::filterable));
    } else if (spec instanceof IndexSpec.Byoc byoc) {
      return only(byoc.schema().map(MetadataSchema::filterable));
    } else if (spec instanceof IndexSpec.Pod pod) {
      return only(pod.indexedFields());
    }
    return only(NONE);
  }

  private static Predicate<String> ofNamespace(Index index, String namespace) {
    try {
      return only(
          index
              .namespaces()
              .describe(namespace.isEmpty() ? "__default__" : namespace)
              .schema()
              .map(MetadataSchema::filterable));
    } catch (NotFoundException e) {
      return only(NONE);
    }
  }

  private static Predicate<String> only(Optional<? extends Collection<String>> fields) {
    return field -> fields.isEmpty() || fields.get().contains(field);
  }
}
