package io.pinelink.kafkaconnect;

import io.pinelink.connector.ConnectorOption;
import io.pinelink.connector.IndexTarget.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/**
 * Defines the options of one group, in their order.
 *
 * @param kinds the kinds of indexes that the options concern; they are hidden for others
 */
record OptionGroup(ConfigDef def, String name, Set<Kind> kinds) {
  OptionGroup(ConfigDef def, String name) {
    this(def, name, Set.of(Kind.values()));
  }

  /** Returns the group, for options that concern some kinds of indexes. */
  OptionGroup of(Kind... kinds) {
    return new OptionGroup(def, name, Set.of(kinds));
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
      case LIST -> define(option, ConfigDef.Type.LIST, List.of());
      case SECRET -> define(option, ConfigDef.Type.PASSWORD, List.of());
      case FLAG -> define(option, ConfigDef.Type.BOOLEAN, List.of(true, false));
    };
  }

  private OptionGroup define(
      ConnectorOption option, ConfigDef.Type type, List<Object> recommended) {
    return define(
        option.name(),
        type,
        option.defaultValue(),
        null,
        importance(option),
        option.doc(),
        recommended);
  }

  private static Importance importance(ConnectorOption option) {
    return Importance.valueOf(option.importance().name());
  }

  /** Defines a text. */
  OptionGroup text(String option, Importance importance, String defaultValue, String doc) {
    return define(option, ConfigDef.Type.STRING, defaultValue, null, importance, doc, List.of());
  }

  /** Defines a text of a form. */
  OptionGroup text(
      String option, Importance importance, String defaultValue, Validator form, String doc) {
    return define(option, ConfigDef.Type.STRING, defaultValue, form, importance, doc, List.of());
  }

  /** Defines a list, which is empty by default. */
  OptionGroup list(String option, Importance importance, String doc) {
    return list(option, importance, List.of(), doc);
  }

  /** Defines a list. */
  OptionGroup list(String option, Importance importance, List<String> defaultValue, String doc) {
    return define(option, ConfigDef.Type.LIST, defaultValue, null, importance, doc, List.of());
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
        List.<Object>copyOf(values));
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
        List.of());
  }

  private OptionGroup define(
      String option,
      ConfigDef.Type type,
      Object defaultValue,
      @Nullable Validator validator,
      Importance importance,
      String doc,
      List<Object> recommended) {
    long order = def.configKeys().values().stream().filter(key -> name.equals(key.group)).count();
    def.define(
        option,
        type,
        defaultValue,
        validator,
        importance,
        doc,
        name,
        (int) order + 1,
        type == ConfigDef.Type.STRING || type == ConfigDef.Type.LIST ? Width.LONG : Width.SHORT,
        displayName(option),
        List.of(),
        new Recommended(recommended, kinds));
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
          .noneMatch(kind -> name(kind).equals(chosen) && !kinds.contains(kind));
    }
  }
}
