package io.pinelink.springboot;

import io.pinelink.springboot.PinelinkProperties.ConfiguredIndex;
import java.util.function.Consumer;
import org.springframework.boot.context.properties.bind.BindContext;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Bindable.BindRestriction;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;

/**
 * Merges the text of an index, {@code pinelink.indexes.docs=docs-2026}, with the properties below
 * it, which another file, profile or test may set. The binder alone would ignore these.
 *
 * @param known receives the names of the properties below a text
 */
record IndexBinding(Consumer<ConfigurationPropertyName> known) implements BindHandler {
  private static final ConfigurationPropertyName INDEXES =
      ConfigurationPropertyName.of(PinelinkProperties.PREFIX + ".indexes");
  private static final Bindable<ConfiguredIndex> BELOW =
      Bindable.of(ConfiguredIndex.class).withBindRestrictions(BindRestriction.NO_DIRECT_PROPERTY);

  @Override
  public Object onSuccess(
      ConfigurationPropertyName name, Bindable<?> target, BindContext context, Object result) {
    if (result instanceof ConfiguredIndex text && INDEXES.isParentOf(name)) {
      ConfiguredIndex below = context.getBinder().bind(name, BELOW, new Names()).orElse(text);
      boolean isNamedBelow = below.name() != null && !textComesFirst(name, context);
      return text.name() == null || isNamedBelow ? below : below.named(text.name());
    }
    return result;
  }

  /** A handler that only reports the names of properties. */
  private final class Names implements BindHandler {
    @Override
    public <T> Bindable<T> onStart(
        ConfigurationPropertyName name, Bindable<T> target, BindContext context) {
      known.accept(name);
      return target;
    }
  }

  /** Returns whether the text is in a source of higher precedence than the property for names. */
  private static boolean textComesFirst(ConfigurationPropertyName name, BindContext context) {
    ConfigurationPropertyName below = name.append("name");
    for (ConfigurationPropertySource source : context.getSources()) {
      if (source.getConfigurationProperty(below) != null) {
        return false;
      }
      if (source.getConfigurationProperty(name) != null) {
        return true;
      }
    }
    return false;
  }
}
