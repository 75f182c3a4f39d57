package io.pinelink.benchmarks.scenario;

import java.nio.file.Path;
import java.util.List;

/** A way to keep loaded classes in a file, from which a later JVM starts faster. */
enum Archive {
  NONE("", 17, "", "", ""),
  /** A dynamic archive of class data sharing. */
  APP_CDS(" with AppCDS", 17, "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=", "-Xshare:on"),
  /** A cache of ahead-of-time class loading and linking. */
  AOT_CACHE(" with an AOT cache", 25, "-XX:AOTCacheOutput=", "-XX:AOTCache=", "-XX:AOTMode=on");

  private final String suffix;
  private final int firstJdk;
  private final String write;
  private final String read;
  private final String require;

  Archive(String suffix, int firstJdk, String write, String read, String require) {
    this.suffix = suffix;
    this.firstJdk = firstJdk;
    this.write = write;
    this.read = read;
    this.require = require;
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
    return this == NONE ? List.of() : List.of(write + file, "-Xlog:disable");
  }

  /** Returns the options of a JVM that reads the file, and fails if it cannot. */
  List<String> reading(Path file) {
    return this == NONE ? List.of() : List.of(read + file, require, "-Xlog:disable");
  }
}
