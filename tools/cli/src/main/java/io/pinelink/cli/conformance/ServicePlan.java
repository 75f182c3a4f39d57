package io.pinelink.cli.conformance;

import io.pinelink.cli.output.WordConverter;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;

/** A plan of the service, the smallest first, with the names that the service uses. */
enum ServicePlan {
  STARTER,
  BUILDER,
  STANDARD,
  ENTERPRISE;

  /** Returns the name in options and reports. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Converts an option's value. */
  static final class Converter implements ITypeConverter<ServicePlan> {
    @Override
    public ServicePlan convert(String value) {
      return new WordConverter<>(ServicePlan.class).convert(value);
    }
  }

  /** Returns whether everything that another plan needs is part of this one. */
  boolean includes(ServicePlan other) {
    return compareTo(other) >= 0;
  }
}
