package io.pinelink.benchmarks.report;

import java.nio.file.Path;
import java.util.List;

/** A way to keep loaded classes in a file, from which a later JVM starts faster. */
enum Archive {
  NONE("", 17),
  /** A dynamic archive of class data sharing. */
  APP_CDS(" with AppCDS", 17),
  /** A cache of ahead-of-time class loading and linking. */
  AOT_CACHE(" with an AOT cache", 25);

  private final String suffix;
  private final int firstJdk;

  Archive(String suffix, int firstJdk) {
    this.suffix = suffix;
    this.firstJdk = firstJdk;
  }

  /** Returns whether the current JDK has it. */
  boolean isAvailable() {
    return Runtime.version().feature() >= firstJdk;
  }

  /** Returns the name of a client in a report. */
  String name(String client) {
    return client + suffix;
  }

  /** Returns the options of a training run, which writes a file at its end. */
  List<String> writing(Path file) {
    return switch (this) {
      case NONE -> List.of();
      case APP_CDS -> List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:disable");
      case AOT_CACHE -> List.of("-XX:AOTCacheOutput=" + file, "-Xlog:disable");
    };
  }

  /** Returns the options of a JVM that reads the file, and fails if it cannot. */
  List<String> reading(Path file) {
    return switch (this) {
      case NONE -> List.of();
      case APP_CDS -> List.of("-XX:SharedArchiveFile=" + file, "-Xshare:on", "-Xlog:disable");
      case AOT_CACHE -> List.of("-XX:AOTCache=" + file, "-XX:AOTMode=on", "-Xlog:disable");
    };
  }
}
