package io.pinelink.conformance;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** The names and the tag of the indexes of one run, by which they are recognized later. */
record RunNames(String run) {
  static final String PREFIX = "pinelink-conformance-";

  /** The tag whose value is the id of the run that created the index. */
  static final String TAG = "pinelink-conformance";

  private static final int BYTES = 4;

  /** Creates the names of a new run. */
  static RunNames random() {
    byte[] id = new byte[BYTES];
    new SecureRandom().nextBytes(id);
    return new RunNames(HexFormat.of().formatHex(id));
  }

  String name(String word) {
    return PREFIX + run + "-" + word;
  }

  /** Returns the names of the indexes that rows share. */
  List<String> all() {
    return Arrays.stream(Fixture.values()).map(fixture -> name(fixture.word())).toList();
  }

  /** Returns whether an index may be one of this run; its tag decides. */
  boolean isName(String index) {
    return index.startsWith(PREFIX + run + "-");
  }
}
