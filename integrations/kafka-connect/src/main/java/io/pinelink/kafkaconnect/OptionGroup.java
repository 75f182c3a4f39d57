package io.pinelink.kafkaconnect;

import io.pinelink.connector.ConnectorOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Recommender;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Defines the options of one group, in their order. */
final class OptionGroup {
  private final ConfigDef def;
  private final String name;
  private int order;

  OptionGroup(ConfigDef def, String name) {
    this.def = def;
    this.name = name;
  }

  /** Defines options of all connectors, each in its group. */
  static void shared(ConfigDef def, List<ConnectorOption> options) {
    Map<String, OptionGroup> groups = new HashMap<>();
    for (ConnectorOption option : options) {
      groups.computeIfAbsent(option.group(), name -> new OptionGroup(def, name)).shared(option);
    }
  }

  /** Defines an option of all connectors. */
  OptionGroup shared(ConnectorOption option) {
    Importance importance = importance(option);
    return switch (option.type()) {
      case TEXT, FILE -> text(option.name(), importance, option.defaultValue(), option.doc());
      case CHOICE -> choice(option.name(), importance, option.choices(), option.doc());
      case NUMBER ->
          number(
              option.name(),
              importance,
              Long.parseLong(option.defaultValue()),
              option.min(),
              option.max(),
              option.doc());
      case LIST -> define(option, ConfigDef.Type.LIST, null);
      case SECRET -> define(option, ConfigDef.Type.PASSWORD, null);
      case FLAG -> define(option, ConfigDef.Type.BOOLEAN, new Recommended(List.of(true, false)));
    };
  }

  private OptionGroup define(
      ConnectorOption option, ConfigDef.Type type, @Nullable Recommender recommender) {
    return define(
        option.name(),
        type,
        option.defaultValue(),
        null,
        importance(option),
        option.doc(),
        recommender);
  }

  private static Importance importance(ConnectorOption option) {
    return Importance.valueOf(option.importance().name());
  }

  /** Defines a text. */
  OptionGroup text(String option, Importance importance, String defaultValue, String doc) {
    return define(option, ConfigDef.Type.STRING, defaultValue, null, importance, doc, null);
  }

  /** Defines a text of a form. */
  OptionGroup text(
      String option, Importance importance, String defaultValue, Validator form, String doc) {
    return define(option, ConfigDef.Type.STRING, defaultValue, form, importance, doc, null);
  }

  /** Defines a list, which is empty by default. */
  OptionGroup list(String option, Importance importance, String doc) {
    return list(option, importance, List.of(), doc);
  }

  /** Defines a list. */
  OptionGroup list(String option, Importance importance, List<String> defaultValue, String doc) {
    return define(option, ConfigDef.Type.LIST, defaultValue, null, importance, doc, null);
  }

  /** Defines a choice. */
  OptionGroup choice(String option, Importance importance, List<String> values, String doc) {
    return define(
        option,
        ConfigDef.Type.STRING,
        values.get(0),
        ConfigDef.ValidString.in(values.toArray(String[]::new)),
        importance,
        doc,
        new Recommended(List.<Object>copyOf(values)));
  }

  /** Defines a whole number. */
  OptionGroup number(
      String option, Importance importance, long defaultValue, long min, long max, String doc) {
    return define(
        option,
        ConfigDef.Type.LONG,
        defaultValue,
        ConfigDef.Range.between(min, max),
        importance,
        doc,
        null);
  }

  private OptionGroup define(
      String option,
      ConfigDef.Type type,
      Object defaultValue,
      @Nullable Validator validator,
      Importance importance,
      String doc,
      @Nullable Recommender recommender) {
    def.define(
        option,
        type,
        defaultValue,
        validator,
        importance,
        doc,
        name,
        ++order,
        type == ConfigDef.Type.STRING || type == ConfigDef.Type.LIST ? Width.LONG : Width.SHORT,
        displayName(option),
        List.of(),
        recommender);
    return this;
  }

  private static String displayName(String option) {
    String words = option.replace('.', ' ');
    return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }

  /** Returns the names of an enum's constants in the form of options, {@code private-required}. */
  static List<String> names(Enum<?>... constants) {
    return Arrays.stream(constants).map(OptionGroup::name).toList();
  }

  /** Returns the constant of a name. */
  static <E extends Enum<E>> E constant(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns a validator that reads the value. */
  static Validator readBy(String form, Consumer<String> reader) {
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

  private record Recommended(List<Object> values) implements Recommender {
    @Override
    public List<Object> validValues(String option, Map<String, Object> parsed) {
      return values;
    }

    @Override
    public boolean visible(String option, Map<String, Object> parsed) {
      return true;
    }
  }
}
