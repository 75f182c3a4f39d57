package io.pinelink.kafkaconnect;

import io.pinelink.connector.ConnectorOption;
import io.pinelink.connector.ConnectorOptions;
import io.pinelink.connector.IndexTarget.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Defines the options of the sink as Connect has them. */
final class OptionDefinitions {
  private OptionDefinitions() {}

  /** Returns the options of the sink and of all connectors, in the order of their groups. */
  static ConfigDef all() {
    ConfigDef def = new ConfigDef();
    List<ConnectorOption> own =
        ConnectorOption.read(
            Objects.requireNonNull(OptionDefinitions.class.getResourceAsStream("options.txt")));
    for (ConnectorOption option : own) {
      if (!option.group().equals("Delivery")) {
        define(def, option);
      }
      if (option.name().equals(RecordOptions.INDEX_NAME)) {
        ConnectorOptions.indexOptions().stream()
            .filter(shared -> !shared.name().equals(RecordOptions.INDEX_NAME))
            .forEach(shared -> define(def, shared));
      }
    }
    ConnectorOptions.clientOptions().forEach(option -> define(def, option));
    ConnectorOptions.deliveryOptions().forEach(option -> define(def, option));
    own.stream()
        .filter(option -> option.group().equals("Delivery"))
        .forEach(option -> define(def, option));
    return def;
  }

  private static void define(ConfigDef def, ConnectorOption option) {
    ConfigDef.Type type =
        switch (option.type()) {
          case TEXT, FILE, CHOICE -> ConfigDef.Type.STRING;
          case NUMBER -> ConfigDef.Type.LONG;
          case LIST -> ConfigDef.Type.LIST;
          case SECRET -> ConfigDef.Type.PASSWORD;
          case FLAG -> ConfigDef.Type.BOOLEAN;
        };
    List<Object> recommended =
        type == ConfigDef.Type.BOOLEAN ? List.of(true, false) : List.copyOf(option.choices());
    String group = option.group();
    long order = def.configKeys().values().stream().filter(key -> group.equals(key.group)).count();
    String words = option.name().replace('.', ' ');
    def.define(
        option.name(),
        type,
        option.defaultValue(),
        validator(option),
        Importance.valueOf(option.importance().name()),
        option.doc(),
        group,
        (int) order + 1,
        type == ConfigDef.Type.STRING || type == ConfigDef.Type.LIST ? Width.LONG : Width.SHORT,
        words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
        List.of(),
        new Recommended(recommended, RecordOptions.kinds(option.name())));
  }

  private static @Nullable Validator validator(ConnectorOption option) {
    return switch (option.type()) {
      case CHOICE -> ConfigDef.ValidString.in(option.choices().toArray(String[]::new));
      case NUMBER -> ConfigDef.Range.between(option.min(), option.max());
      case TEXT ->
          switch (option.name()) {
            case RecordOptions.INDEX_NAME, RecordOptions.NAMESPACE, RecordOptions.ID ->
                readBy("a template", Template::parse);
            case RecordOptions.DELETE_FIELD,
                RecordOptions.VALUES_FIELD,
                RecordOptions.SPARSE_FIELD,
                RecordOptions.METADATA_FIELD ->
                readBy("a field path", FieldPath::parse);
            default -> null;
          };
      default -> null;
    };
  }

  /** Returns the constant of a name, such as {@code private-required}. */
  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Returns a validator that reads the value. */
  private static Validator readBy(String form, Consumer<String> reader) {
    return new Validator() {
      @Override
      public void ensureValid(String option, @Nullable Object value) {
        if (value instanceof String text && !text.isEmpty()) {
          try {
            reader.accept(text);
          } catch (IllegalArgumentException e) {
            throw new ConfigException(option, value, e.getMessage());
          }
        }
      }

      @Override
      public String toString() {
        return form;
      }
    };
  }

  /**
   * The values of a choice, and whether an option is shown.
   *
   * @param kinds the kinds of indexes that the option concerns; it is hidden for others
   */
  private record Recommended(List<Object> values, Set<Kind> kinds) implements Recommender {
    @Override
    public List<Object> validValues(String option, Map<String, Object> parsed) {
      return values;
    }

    @Override
    public boolean visible(String option, Map<String, Object> parsed) {
      // Invalid values are in the map too.
      Object chosen = parsed.get(RecordOptions.INDEX_KIND);
      return Stream.of(Kind.values())
          .noneMatch(
              kind -> kind.name().toLowerCase(Locale.ROOT).equals(chosen) && !kinds.contains(kind));
    }
  }
}
