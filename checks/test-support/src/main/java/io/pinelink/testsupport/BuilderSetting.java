package io.pinelink.testsupport;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A method of a builder that sets one value, and the accessor of the same name that the built
 * request has. Tests find settings by reflection, so that they cover a new one without an edit.
 *
 * @param method takes the value and returns the builder
 */
public record BuilderSetting(Method method) {
  /**
   * Returns the settings of a builder, in the order of their names.
   *
   * @param except the names of settings to leave out; each must be one of the builder's
   */
  public static List<BuilderSetting> of(Class<?> builder, Set<String> except) {
    List<BuilderSetting> all =
        Arrays.stream(builder.getMethods())
            .filter(method -> !Modifier.isStatic(method.getModifiers()))
            .filter(method -> method.getParameterCount() == 1)
            .filter(method -> method.getReturnType().equals(builder))
            .map(BuilderSetting::new)
            .sorted(
                Comparator.comparing(BuilderSetting::name).thenComparing(s -> s.type().getName()))
            .toList();
    for (String name : except) {
      if (all.stream().noneMatch(setting -> setting.name().equals(name))) {
        throw new AssertionError(builder.getName() + " has no setting " + name);
      }
    }
    return all.stream().filter(setting -> !except.contains(setting.name())).toList();
  }

  public String name() {
    return method.getName();
  }

  public Class<?> type() {
    return method.getParameterTypes()[0];
  }

  /** Sets a value, and returns whether the builder accepts it. */
  public boolean set(Object builder, Object value) {
    try {
      method.invoke(builder, value);
      return true;
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException) {
        return false;
      }
      throw new AssertionError(this + " of " + value, e.getCause());
    } catch (IllegalAccessException e) {
      throw new AssertionError(this + " is not accessible", e);
    }
  }

  /** Returns the value in a request; empty if it is absent. */
  public Optional<Object> in(Object request) {
    return valueOf(request, name());
  }

  /** Returns what an accessor of a request returns, without an {@code Optional} around it. */
  static Optional<Object> valueOf(Object request, String accessor) {
    Object value;
    try {
      value = request.getClass().getMethod(accessor).invoke(request);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(request.getClass().getName() + " has no " + accessor + "()", e);
    }
    if (value instanceof Optional<?> optional) {
      return optional.map(Object.class::cast);
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? Optional.of(number.getAsInt()) : Optional.empty();
    }
    if (value instanceof OptionalLong number) {
      return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
    if (value instanceof OptionalDouble number) {
      return number.isPresent() ? Optional.of(number.getAsDouble()) : Optional.empty();
    }
    return Optional.of(value);
  }

  @Override
  public String toString() {
    return method.getDeclaringClass().getName() + "." + name();
  }
}
