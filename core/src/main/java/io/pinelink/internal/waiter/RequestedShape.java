package io.pinelink.internal.waiter;

import io.pinelink.control.CreateIndexForModelRequest;
import io.pinelink.control.CreateIndexRequest;
import io.pinelink.control.IndexDescription;
import io.pinelink.control.IndexSpec;
import io.pinelink.control.IntegratedEmbedding;
import io.pinelink.model.VectorType;
import io.pinelink.routing.IndexFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The properties of an index that cannot be changed after its creation and that determine which
 * vectors it accepts and where it is located.
 *
 * @param fields the expected values by name, in the order of messages; a field without a value in
 *     the request is absent
 */
public record RequestedShape(Map<String, String> fields) {
  private static final String METRIC = "metric";
  private static final String DIMENSION = "dimension";
  private static final String VECTOR_TYPE = "vector type";
  private static final String SPEC = "spec";
  private static final String CLOUD = "cloud";
  private static final String REGION = "region";
  private static final String ENVIRONMENT = "environment";
  private static final String MODEL = "embedding model";
  private static final String NONE = "none";

  static RequestedShape of(CreateIndexRequest request) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(VECTOR_TYPE, request.vectorType().value());
    if (!request.vectorType().equals(VectorType.SPARSE)) {
      request.dimension().ifPresent(count -> fields.put(DIMENSION, Integer.toString(count)));
    }
    fields.put(METRIC, request.metric().value());
    put(fields, request.spec());
    return new RequestedShape(fields);
  }

  static RequestedShape of(CreateIndexForModelRequest request) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(MODEL, request.model());
    request.dimension().ifPresent(count -> fields.put(DIMENSION, Integer.toString(count)));
    request.metric().ifPresent(metric -> fields.put(METRIC, metric.value()));
    put(fields, IndexSpec.serverless(request.cloud(), request.region()));
    return new RequestedShape(fields);
  }

  private static RequestedShape of(IndexDescription index) {
    Map<String, String> fields = new LinkedHashMap<>();
    index.vectorType().ifPresent(type -> fields.put(VECTOR_TYPE, type.value()));
    index.dimension().ifPresent(count -> fields.put(DIMENSION, Integer.toString(count)));
    index.metric().ifPresent(metric -> fields.put(METRIC, metric.value()));
    fields.put(MODEL, index.embed().map(IntegratedEmbedding::model).orElse(NONE));
    put(fields, index.spec());
    return new RequestedShape(fields);
  }

  private static void put(Map<String, String> fields, IndexSpec spec) {
    if (spec instanceof IndexSpec.Serverless serverless) {
      fields.put(SPEC, "serverless");
      fields.put(CLOUD, serverless.cloud().value());
      fields.put(REGION, serverless.region());
    } else if (spec instanceof IndexSpec.Pod pod) {
      fields.put(SPEC, "pod");
      fields.put(ENVIRONMENT, pod.environment());
    } else if (spec instanceof IndexSpec.Byoc byoc) {
      fields.put(SPEC, "byoc");
      fields.put(ENVIRONMENT, byoc.environment());
    } else if (spec instanceof IndexSpec.Other other) {
      fields.put(SPEC, other.kind());
    }
  }

  /**
   * Returns the fields in which an index differs from this shape, each with its actual and its
   * expected value. Case is ignored: the service has one case for names of clouds and regions.
   */
  List<String> differences(IndexDescription index) {
    Map<String, String> actual = of(index).fields();
    boolean sameSpec = isSame(SPEC, actual);
    List<String> differences = new ArrayList<>();
    // The other fields may all match, since a document index can have a dense field.
    if (index.family().equals(Optional.of(IndexFamily.DOCUMENTS))) {
      IndexFamily expected = fields.containsKey(MODEL) ? IndexFamily.RECORDS : IndexFamily.VECTORS;
      differences.add("index is for " + IndexFamily.DOCUMENTS + ", expected " + expected);
    }
    fields.forEach(
        (name, expected) -> {
          // Another kind of spec has other location fields, which would all differ.
          boolean isPlace = name.equals(CLOUD) || name.equals(REGION) || name.equals(ENVIRONMENT);
          if (!isSame(name, actual) && (sameSpec || !isPlace)) {
            differences.add(
                name + " is " + actual.getOrDefault(name, NONE) + ", expected " + expected);
          }
        });
    return differences;
  }

  private boolean isSame(String name, Map<String, String> actual) {
    return lowerCase(fields.getOrDefault(name, NONE))
        .equals(lowerCase(actual.getOrDefault(name, NONE)));
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
