package io.pinelink.cli.indexes;

import io.pinelink.cli.output.ResultFacts;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSchema;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.ReadCapacity;
import io.pinelink.control.SchemaField;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The facts that commands print about an index. */
final class IndexFacts {
  private IndexFacts() {}

  static Map<String, @Nullable Object> of(IndexDescription index) {
    ResultFacts facts =
        new ResultFacts()
            .put("name", index.name())
            .put("family", index.family())
            .put("state", index.status().state())
            .put("ready", index.status().ready())
            .put("host", index.host())
            .put("privateHost", index.privateHost())
            .put("dimension", index.dimension())
            .put("metric", index.metric().map(metric -> metric.value()))
            .put("vectorType", index.vectorType().map(type -> type.value()));
    place(facts, index.spec());
    return facts
        .put("model", index.embed().map(embed -> embed.model()))
        .put("textField", index.embed().flatMap(embed -> embed.textField()))
        .put("fields", index.schema().map(IndexFacts::fields))
        .put("deletionProtection", index.deletionProtection())
        .put("tags", index.tags())
        .put("sourceBackupId", index.sourceBackupId())
        .asMap();
  }

  private static void place(ResultFacts facts, IndexSpec spec) {
    if (spec instanceof IndexSpec.Serverless serverless) {
      facts
          .put("cloud", serverless.cloud().value())
          .put("region", serverless.region())
          .put("readCapacity", capacity(serverless.readCapacity()));
    } else if (spec instanceof IndexSpec.Byoc own) {
      facts.put("environment", own.environment()).put("readCapacity", capacity(own.readCapacity()));
    } else if (spec instanceof IndexSpec.Pod pod) {
      facts.put("environment", pod.environment()).put("podType", pod.podType());
    }
  }

  private static Optional<String> capacity(Optional<ReadCapacity> capacity) {
    return capacity.map(
        reads ->
            reads instanceof ReadCapacity.Dedicated nodes
                ? "dedicated, %s, shards %s, replicas %s"
                    .formatted(nodes.nodeType(), nodes.shards(), nodes.replicas())
                : reads instanceof ReadCapacity.OnDemand ? "ondemand" : reads.toString());
  }

  private static Map<String, String> fields(IndexSchema schema) {
    Map<String, String> fields = new LinkedHashMap<>();
    schema.fields().forEach((name, field) -> fields.put(name, kind(field)));
    return fields;
  }

  private static String kind(SchemaField field) {
    if (field instanceof SchemaField.DenseVector) {
      return "dense";
    }
    if (field instanceof SchemaField.SparseVector) {
      return "sparse";
    }
    if (field instanceof SchemaField.Text) {
      return "text";
    }
    if (field instanceof SchemaField.SemanticText) {
      return "semantic text";
    }
    return field instanceof SchemaField.Filterable ? "filterable" : "other";
  }
}
