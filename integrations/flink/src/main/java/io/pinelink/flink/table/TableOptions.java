package io.pinelink.flink.table;

import io.pinelink.bulk.BulkChange;
import io.pinelink.connector.ConnectorOption;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.connector.IndexTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.source.lookup.LookupOptions;
import org.apache.flink.table.factories.FactoryUtil;

/** The options of a table: shared with all connectors, and of this one. */
final class TableOptions {
  static final ConfigOption<String> NAMESPACE =
      ConfigOptions.key("namespace")
          .stringType()
          .defaultValue("")
          .withDescription("Namespace of all rows. Default: the index's default namespace.");
  static final ConfigOption<WriteMode> WRITE_MODE =
      ConfigOptions.key("write.mode")
          .enumType(WriteMode.class)
          .defaultValue(WriteMode.UPSERT)
          .withDescription(
              "Whether a row replaces the stored item, or updates the columns that the statement"
                  + " names.");
  static final ConfigOption<OnRejected> ON_REJECTED =
      ConfigOptions.key("sink.on-rejected")
          .enumType(OnRejected.class)
          .defaultValue(OnRejected.FAIL)
          .withDescription(
              "What happens to a row that the service or a check refuses as invalid: the job fails,"
                  + " or the row is logged and skipped.");
  static final ConfigOption<String> SEARCH_FILTER =
      ConfigOptions.key("search.filter")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "Filter on metadata that results of VECTOR_SEARCH match, as a JSON object.");

  /** The effect of a row on a stored item. */
  enum WriteMode {
    UPSERT,
    UPDATE
  }

  /** The consequence of an invalid row. */
  enum OnRejected {
    FAIL,
    LOG
  }

  private final ReadableConfig config;
  private final WorkerOptions worker;
  private final IndexTarget target;

  /**
   * Checks the options of a table. Nothing is sent, and files are checked only if they exist on
   * this machine, since they are read on workers.
   *
   * @param config the options by this connector's definitions
   * @param values the options as they were given
   * @throws ValidationException if one of them is invalid; the message has the option's name
   */
  TableOptions(ReadableConfig config, Map<String, String> values) {
    this.config = config;
    this.worker = new WorkerOptions(ofWorker(values));
    check(values);
    this.target = worker.withoutSecrets().target();
  }

  /** Returns the definitions of all options, none of which is required in all cases. */
  static Set<ConfigOption<?>> definitions() {
    Set<ConfigOption<?>> definitions = new LinkedHashSet<>();
    ConnectorOptions.all()
        .forEach(option -> definitions.add(definition(option.name(), option.doc())));
    WorkerOptions.secrets()
        .forEach(
            secret ->
                definitions.add(
                    definition(
                        WorkerOptions.fileOf(secret),
                        "File on the workers with the value of " + secret + ".")));
    definitions.addAll(
        List.of(
            NAMESPACE,
            WRITE_MODE,
            ON_REJECTED,
            FactoryUtil.SINK_PARALLELISM,
            SEARCH_FILTER,
            LookupOptions.CACHE_TYPE,
            LookupOptions.PARTIAL_CACHE_MAX_ROWS,
            LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_WRITE,
            LookupOptions.PARTIAL_CACHE_EXPIRE_AFTER_ACCESS,
            LookupOptions.PARTIAL_CACHE_CACHE_MISSING_KEY));
    return definitions;
  }

  private static ConfigOption<String> definition(String name, String description) {
    return ConfigOptions.key(name).stringType().noDefaultValue().withDescription(description);
  }

  private static Map<String, String> ofWorker(Map<String, String> values) {
    Map<String, String> kept = new HashMap<>();
    ConnectorOptions.all().forEach(option -> copy(option.name(), values, kept));
    WorkerOptions.secrets().forEach(secret -> copy(WorkerOptions.fileOf(secret), values, kept));
    return kept;
  }

  private static void copy(String name, Map<String, String> from, Map<String, String> to) {
    String value = from.get(name);
    if (value != null) {
      to.put(name, value);
    }
  }

  private void check(Map<String, String> values) {
    List<String> mistakes = new ArrayList<>();
    for (String secret : WorkerOptions.secrets()) {
      if (values.containsKey(secret)) {
        throw new ValidationException(
            "Option '"
                + secret
                + "' is not allowed, because SHOW CREATE TABLE and the job graph would show it: set '"
                + WorkerOptions.fileOf(secret)
                + "' to a file on the task managers"
                + (secret.equals("api.key") ? ", or their variable PINECONE_API_KEY" : ""));
      }
    }
    ConnectorOptions.of(checkable(values))
        .check((option, reason) -> mistakes.add("'" + option + "' " + reason));
    checkNamespace(mistakes);
    config
        .getOptional(SEARCH_FILTER)
        .ifPresent(
            text -> {
              try {
                var unused = JsonFilter.parse(text);
              } catch (IllegalArgumentException e) {
                mistakes.add("'" + SEARCH_FILTER.key() + "' " + e.getMessage());
              }
            });
    if (config.get(LookupOptions.CACHE_TYPE) == LookupOptions.LookupCacheType.FULL) {
      mistakes.add("'" + LookupOptions.CACHE_TYPE.key() + "' is 'FULL', expected NONE or PARTIAL");
    }
    if (!mistakes.isEmpty()) {
      throw new ValidationException("Invalid options of a table: " + String.join("; ", mistakes));
    }
  }

  /**
   * Returns the options that can be checked here: all but files that only workers have. Options of
   * TLS are checked together, so one such file leaves out its whole group.
   */
  private static Map<String, String> checkable(Map<String, String> values) {
    Map<String, String> checkable = new HashMap<>(values);
    for (ConnectorOption option : ConnectorOptions.all()) {
      String value = values.get(option.name());
      if (option.type() == ConnectorOption.Type.FILE
          && value != null
          && !Files.exists(Path.of(value))) {
        checkable.remove(option.name());
        if (option.group().startsWith("TLS")) {
          ConnectorOptions.all().stream()
              .filter(other -> other.group().equals(option.group()))
              .forEach(other -> checkable.remove(other.name()));
        }
      }
    }
    return checkable;
  }

  private void checkNamespace(List<String> mistakes) {
    try {
      var unused = BulkChange.delete("any").in(namespace());
    } catch (IllegalArgumentException e) {
      mistakes.add("'" + NAMESPACE.key() + "': " + e.getMessage());
    }
  }

  WorkerOptions worker() {
    return worker;
  }

  IndexTarget target() {
    return target;
  }

  String namespace() {
    return config.get(NAMESPACE);
  }

  boolean updates() {
    return config.get(WRITE_MODE) == WriteMode.UPDATE;
  }

  boolean logsRejected() {
    return config.get(ON_REJECTED) == OnRejected.LOG;
  }

  Optional<Integer> sinkParallelism() {
    return config.getOptional(FactoryUtil.SINK_PARALLELISM);
  }

  Optional<String> searchFilter() {
    return config.getOptional(SEARCH_FILTER);
  }

  ReadableConfig config() {
    return config;
  }
}
