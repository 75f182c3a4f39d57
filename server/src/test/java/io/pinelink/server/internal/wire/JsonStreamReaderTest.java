package io.pinelink.server.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JsonStreamReaderTest {

  @Test
  void aFloatIsTheOneNearestToItsText() {
    // Just above the middle of two floats; as a double it is the middle, which rounds down.
    String text = "1.000000059604644775390625000000000000001";
    assertThat((float) Double.parseDouble(text)).isNotEqualTo(Float.parseFloat(text));

    assertThat(
            floats("[" + text + ",16777217,-0,1e-46,3.4028235e38,123456789012345678901234567890]"))
        .containsExactly(
            Float.parseFloat(text), 16777216f, -0f, 0f, Float.MAX_VALUE, 1.2345679e29f);
  }

  @Test
  void floatsSurviveARoundTrip() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 20_000; round++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertThat(Float.floatToRawIntBits(floats("[" + value + "]")[0]))
            .isEqualTo(Float.floatToRawIntBits(value));
      }
    }
  }

  @Test
  void aLongArrayIsReadWhole() {
    StringBuilder text = new StringBuilder("[0");
    for (int i = 1; i < 20_000; i++) {
      text.append(", ").append(i);
    }

    float[] floats = floats(text + "]");

    assertThat(floats).hasSize(20_000).endsWith(19_998f, 19_999f);
  }

  @Test
  void wholeNumbersAreReadInSeveralForms() {
    assertThat(integer("7")).isEqualTo(7);
    assertThat(integer("7.0")).isEqualTo(7);
    assertThat(integer("\"7\"")).isEqualTo(7);
    for (String bad : new String[] {"7.5", "\"x\"", "true", "[]", "1e30"}) {
      assertThatThrownBy(() -> integer(bad))
          .isInstanceOf(RpcException.class)
          .hasMessageContaining("x");
    }
  }

  private static float[] floats(String json) {
    var read =
        new Object() {
          float[] floats = {};
        };
    JsonStreamReader.read(body("{\"x\":" + json + "}"), (name, in) -> read.floats = in.floats());
    return read.floats;
  }

  private static long integer(String json) {
    var read =
        new Object() {
          long integer;
        };
    JsonStreamReader.read(body("{\"x\":" + json + "}"), (name, in) -> read.integer = in.integer());
    return read.integer;
  }

  private static byte[] body(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
