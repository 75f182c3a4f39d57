package io.pinelink;

import com.tngtech.archunit.ArchConfiguration;
import io.pinelink.spi.TransportLibraries;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.NullMarked;

/** Libraries of a transport, taken from the tests. */
public final class TestLibraries {
  private TestLibraries() {}

  private static TransportLibraries.Builder of() {
    return TransportLibraries.builder("io.pinelink:pinelink-test", TestLibraries.class);
  }

  /** Libraries that fit, apart from one that is absent and one of unknown version. */
  public static TransportLibraries fitting() {
    return of().library("assertj", () -> Assertions.class)
        .library("absent", () -> Class.forName("org.example.Absent"))
        .library("copied", () -> TestLibraries.class)
        .library("unknown", () -> String.class)
        .build();
  }

  /** A library that is too old. */
  public static TransportLibraries tooOld() {
    return of().library("jspecify", () -> NullMarked.class)
        .library("young", () -> Assertions.class)
        .build();
  }

  /** Two libraries of which the first must not be older. */
  public static TransportLibraries mixed() {
    return of().library("jspecify", () -> NullMarked.class)
        .library("archunit", () -> ArchConfiguration.class)
        .notOlder("archunit", "jspecify")
        .notOlder("jspecify", "archunit")
        .build();
  }
}
