package io.pinelink.cli.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The variables of Pinecone Local, so that its users can keep their configuration. Each is checked
 * when it is read. A variable that is empty counts as not set.
 *
 * @param variables the variables of the process
 */
public record LocalEnvironment(Map<String, String> variables) {
  static final String PORT = "PORT";
  static final String HOST = "PINECONE_HOST";

  /** The name of the index of {@link #index}; Pinecone Local has none. */
  static final String INDEX_NAME = "index";

  /** The port of an index that has no variable for it. */
  static final int INDEX_PORT = 5081;

  static final String INDEX_TYPE = "INDEX_TYPE";
  private static final String VECTOR_TYPE = "VECTOR_TYPE";
  private static final String DIMENSION = "DIMENSION";
  private static final String METRIC = "METRIC";
  private static final String POD = "pod";
  private static final String SPARSE = "sparse";
  private static final int MAX_PORT = 65_535;
  private static final int MAX_DIMENSION = 20_000;

  private Optional<String> value(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private String word(String name, String byDefault) {
    return value(name).orElse(byDefault).toLowerCase(Locale.ROOT);
  }

  /**
   * Returns whether a variable is set that only Pinecone Local reads; other programs read a port
   * too.
   */
  boolean isOfPineconeLocal() {
    return value(HOST).isPresent() || hasIndex();
  }

  /**
   * Returns the port to listen on.
   *
   * @throws IllegalArgumentException if it is not a port
   */
  OptionalInt port() {
    return value(PORT)
        .map(text -> OptionalInt.of(number(PORT, text, 0, MAX_PORT)))
        .orElse(OptionalInt.empty());
  }

  /** Returns the host that is part of the hosts of indexes. */
  Optional<String> host() {
    return value(HOST);
  }

  /** Returns whether the server has exactly one index, of {@link #index}. */
  boolean hasIndex() {
    return value(INDEX_TYPE).isPresent();
  }

  /**
   * Returns the only index in JSON, as the API creates it.
   *
   * @throws IllegalArgumentException if a variable is not one of its values, or they do not belong
   *     together
   */
  String index() {
    boolean pod = oneOf(INDEX_TYPE, "", "serverless", POD).equals(POD);
    ObjectNode index = JsonNodeFactory.instance.objectNode().put("name", INDEX_NAME);
    if (oneOf(VECTOR_TYPE, "dense", "dense", SPARSE).equals(SPARSE)) {
      if (pod) {
        throw refused(VECTOR_TYPE, "dense, since INDEX_TYPE is 'pod'");
      }
      if (value(DIMENSION).filter(text -> !text.equals("0")).isPresent()) {
        throw refused(DIMENSION, "0, since VECTOR_TYPE is 'sparse'");
      }
      oneOf(METRIC, "dotproduct", "dotproduct");
      return index.put("vector_type", SPARSE).toString();
    }
    index.put("dimension", number(DIMENSION, value(DIMENSION).orElse(""), 1, MAX_DIMENSION));
    index.put("metric", oneOf(METRIC, "cosine", "cosine", "euclidean", "dotproduct"));
    if (pod) {
      index
          .putObject("spec")
          .putObject("pod")
          .put("environment", "us-east-1-aws")
          .put("pod_type", "p1.x1");
    }
    return index.toString();
  }

  private String oneOf(String name, String byDefault, String... words) {
    String word = word(name, byDefault);
    for (String each : words) {
      if (each.equals(word)) {
        return word;
      }
    }
    throw refused(name, String.join(" or ", words));
  }

  private int number(String name, String text, int min, int max) {
    int number = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : -1;
    if (number < min || number > max) {
      throw refused(name, min + " to " + max);
    }
    return number;
  }

  private IllegalArgumentException refused(String name, String expected) {
    String shown = value(name).map(text -> "is '" + text + "'").orElse("is not set");
    return new IllegalArgumentException(
        "the environment variable " + name + " " + shown + ", expected " + expected);
  }
}
