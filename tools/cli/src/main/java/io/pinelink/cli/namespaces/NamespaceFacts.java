package io.pinelink.cli.namespaces;

import io.pinelink.cli.output.ResultFacts;
import io.pinelink.namespaces.NamespaceAlias;
import io.pinelink.namespaces.NamespaceDescription;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The facts that commands print about a namespace or an alias. */
final class NamespaceFacts {
  private NamespaceFacts() {}

  static Map<String, @Nullable Object> of(NamespaceDescription namespace) {
    return new ResultFacts()
        .put("name", namespace.name())
        .put("recordCount", namespace.recordCount())
        .put("sizeBytes", namespace.sizeBytes())
        .put("filterable", namespace.schema().map(s -> s.filterable().stream().sorted().toList()))
        .put("indexedFields", namespace.indexedFields())
        .asMap();
  }

  static Map<String, @Nullable Object> of(NamespaceAlias alias) {
    return new ResultFacts()
        .put("name", alias.name())
        .put("targetNamespace", alias.targetNamespace())
        .put("createdAt", alias.createdAt())
        .put("updatedAt", alias.updatedAt())
        .asMap();
  }
}
