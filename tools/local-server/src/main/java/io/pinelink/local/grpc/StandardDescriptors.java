package io.pinelink.local.grpc;

import io.pinelink.server.shaded.com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import io.pinelink.server.shaded.com.google.protobuf.Descriptors.DescriptorValidationException;
import io.pinelink.server.shaded.com.google.protobuf.Descriptors.FileDescriptor;
import io.pinelink.server.shaded.com.google.protobuf.TextFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The descriptors of the standard services. They are parsed from text because no classes are
 * generated for them.
 */
final class StandardDescriptors {
  private StandardDescriptors() {}

  static FileDescriptor health() {
    return parse(text("health.textproto"));
  }

  /**
   * Returns the descriptor of the reflection service.
   *
   * @param version {@code v1} or {@code v1alpha}
   */
  static FileDescriptor reflection(String version) {
    return parse(text("reflection.textproto").replace("VERSION", version));
  }

  private static String text(String resource) {
    try (InputStream in =
        Objects.requireNonNull(StandardDescriptors.class.getResourceAsStream(resource), resource)) {
      // Without the comments, which contain the word VERSION.
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^#.*\n", "");
    } catch (IOException e) {
      throw new IllegalStateException("Cannot read " + resource, e);
    }
  }

  private static FileDescriptor parse(String text) {
    FileDescriptorProto.Builder file = FileDescriptorProto.newBuilder();
    try {
      TextFormat.merge(text, file);
      return FileDescriptor.buildFrom(file.build(), new FileDescriptor[0]);
    } catch (TextFormat.ParseException | DescriptorValidationException e) {
      throw new IllegalStateException("A descriptor of this artifact is damaged", e);
    }
  }
}
