package io.pinelink.springboot;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.AbstractBindHandler;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Rejects properties that the binder alone would ignore or misread: names that do not exist, such
 * as {@code pinelink.index}, and durations without a unit, which it takes for milliseconds.
 *
 * <p>Environment variables and system properties may have other names that begin with {@code
 * pinelink}.
 */
final class StrictBinding extends AbstractBindHandler {
  private static final ConfigurationPropertyName PREFIX =
      ConfigurationPropertyName.of(PinelinkProperties.PREFIX);

  /** Properties with another class. */
  private static final ConfigurationPropertyName VECTOR_STORE =
      PREFIX.append(VectorStoreProperties.GROUP);

  /** A number without a unit. Zero needs none. */
  private static final Pattern NUMBER = Pattern.compile("\\s*[+-]?0*[1-9]\\d*\\s*");

  /** How many characters a name may differ from the one that was meant. */
  private static final int MAX_DISTANCE = 3;

  private final Environment environment;
  private final Set<ConfigurationPropertyName> known;
  private @Nullable PinelinkPropertyException withoutUnit;

  private StrictBinding(Environment environment, Set<ConfigurationPropertyName> known) {
    super(new IndexBinding(known::add));
    this.environment = environment;
    this.known = known;
  }

  static StrictBinding of(Environment environment) {
    return new StrictBinding(environment, new HashSet<>());
  }

  @Override
  public <T> @Nullable Bindable<T> onStart(
      ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
    known.add(name);
    return super.onStart(name, target, context);
  }

  @Override
  public @Nullable Object onSuccess(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
    ConfigurationProperty property = context.getConfigurationProperty();
    if (result instanceof Duration && property != null && withoutUnit == null) {
      String text = environment.resolvePlaceholders(String.valueOf(property.getValue()));
      if (NUMBER.matcher(text).matches()) {
        withoutUnit =
            new PinelinkPropertyException(
                name.toString(),
                "duration is " + text.strip() + " without a unit",
                "Add the unit to %s, for example %ss for seconds or %sms for milliseconds."
                    .formatted(name, text.strip(), text.strip()),
                null);
      }
    }
    return super.onSuccess(name, target, context, result);
  }

  /**
   * Checks the properties after they were bound.
   *
   * @throws PinelinkPropertyException if one does not exist, or has no unit
   */
  void check() {
    if (withoutUnit != null) {
      throw withoutUnit;
    }
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource names && !isOfTheProcess(source)) {
        names.stream().filter(this::isUnknown).sorted().findFirst().ifPresent(this::refuse);
      }
    }
  }

  private static boolean isOfTheProcess(ConfigurationPropertySource source) {
    return source.getUnderlyingSource() instanceof PropertySource<?> underlying
        && (underlying
                .getName()
                .endsWith(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME)
            || underlying
                .getName()
                .equals(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME));
  }

  private boolean isUnknown(ConfigurationPropertyName name) {
    return PREFIX.isAncestorOf(name)
        && !VECTOR_STORE.equals(name)
        && !VECTOR_STORE.isAncestorOf(name)
        && known.stream().noneMatch(each -> each.equals(name) || name.isAncestorOf(each))
        && !isElement(name);
  }

  /** Returns whether the name is in a list, which another source may replace as a whole. */
  private static boolean isElement(ConfigurationPropertyName name) {
    for (int i = 0; i < name.getNumberOfElements(); i++) {
      if (name.isNumericIndex(i)) {
        return true;
      }
    }
    return false;
  }

  private void refuse(ConfigurationPropertyName name) {
    ConfigurationPropertyName wrong = name;
    while (isUnknown(wrong.getParent())) {
      wrong = wrong.getParent();
    }
    Optional<ConfigurationPropertyName> meant = meant(wrong);
    throw new PinelinkPropertyException(
        wrong.toString(),
        "no such property",
        meant
            .map(right -> "Did you mean " + right + "?")
            .orElse("Correct the name of " + wrong + ", or remove it."),
        null);
  }

  /** Returns the property of the same group with the most similar name. */
  private Optional<ConfigurationPropertyName> meant(ConfigurationPropertyName wrong) {
    String last = wrong.getLastElement(Form.UNIFORM);
    Stream<ConfigurationPropertyName> siblings =
        known.stream().filter(wrong.getParent()::isParentOf);
    return siblings
        .filter(each -> distance(each.getLastElement(Form.UNIFORM), last) <= MAX_DISTANCE)
        .min(
            (a, b) ->
                Integer.compare(
                    distance(a.getLastElement(Form.UNIFORM), last),
                    distance(b.getLastElement(Form.UNIFORM), last)));
  }

  /** Returns the number of characters to insert, remove or replace. */
  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(before[j], row[j - 1]) + 1);
      }
      before = row;
    }
    return before[b.length()];
  }
}
