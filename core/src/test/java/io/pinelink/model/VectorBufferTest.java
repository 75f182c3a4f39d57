package io.pinelink.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class VectorBufferTest {
  @Test
  void theArrayIsHandedOutOnce() {
    float[] own = new float[4];
    VectorBuffer buffer = VectorBuffer.wrap(own);

    assertThat(buffer.take()).isSameAs(own);
    assertThat(buffer.take()).isEmpty();
  }

  @Test
  void aResponseReadsIntoTheArrayAndPutsItBack() {
    float[] own = new float[4];
    VectorBuffer buffer = VectorBuffer.wrap(own);
    DenseColumns columns = read(buffer, 1, 2);

    assertThat(columns.values()).isSameAs(own).startsWith(1, 2);
    assertThat(buffer.take()).isEmpty();

    columns.release();

    assertThat(buffer.take()).isSameAs(own);
  }

  @Test
  void aSecondResponseGetsAnotherArray() {
    VectorBuffer buffer = VectorBuffer.allocate(4);
    DenseColumns first = read(buffer, 1, 2);
    DenseColumns second = read(buffer, 3);

    assertThat(first.values()).startsWith(1, 2).isNotSameAs(second.values());
    assertThat(second.values()).startsWith(3);
  }

  @Test
  void aSecondReleaseHasNoEffect() {
    VectorBuffer buffer = VectorBuffer.allocate(4);
    DenseColumns first = read(buffer, 1);
    first.release();
    DenseColumns second = read(buffer, 2);

    first.release();

    assertThat(buffer.take()).isEmpty();
    assertThat(second.values()).startsWith(2);
  }

  @Test
  void anArrayThatIsTooShortIsReplacedByTheOneThatTheResponseAllocated() {
    VectorBuffer buffer = VectorBuffer.allocate(1);
    DenseColumns columns = read(buffer, 1, 2, 3);
    float[] longer = columns.values();
    columns.release();

    assertThat(longer).startsWith(1, 2, 3);
    assertThat(read(buffer, 4, 5, 6).values()).isSameAs(longer);
  }

  @Test
  void theLongerOfTwoReleasedArraysIsKept() {
    VectorBuffer buffer = VectorBuffer.allocate(0);
    DenseColumns shorter = read(buffer, 1);
    DenseColumns longer = read(buffer, new float[100]);
    float[] kept = longer.values();

    longer.release();
    shorter.release();

    assertThat(buffer.take()).isSameAs(kept);
  }

  @Test
  void anArrayReturnsToTheBufferThatItCameFrom() {
    VectorBuffer one = VectorBuffer.allocate(4);
    VectorBuffer other = VectorBuffer.allocate(0);
    DenseColumns columns = read(one, 1);
    float[] array = columns.values();

    columns.release();

    assertThat(other.take()).isEmpty();
    assertThat(one.take()).isSameAs(array);
  }

  @Test
  void aResponseWithoutValuesLeavesTheArrayWhereItIs() {
    float[] own = {7};
    VectorBuffer buffer = VectorBuffer.wrap(own);
    DenseColumns.Builder builder = new DenseColumns.Builder(buffer, 1, 0);
    DenseColumns columns =
        builder.ofVectors(List.of(builder.vector("a", 0, null, Metadata.empty())));

    assertThat(columns.values()).isEmpty();
    assertThat(columns.length(0)).isZero();
    assertThat(read(buffer, 1).values()).isSameAs(own);
  }

  @Test
  void aNegativeLengthIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> VectorBuffer.allocate(-1))
        .withMessage("floats is -1, expected at least 0");
  }

  @Test
  void printsNoValues() {
    assertThat(VectorBuffer.wrap(new float[] {42.5f})).hasToString("VectorBuffer[1]");
  }

  private static DenseColumns read(VectorBuffer buffer, float... values) {
    DenseColumns.Builder builder = new DenseColumns.Builder(buffer, 1, values.length);
    System.arraycopy(values, 0, builder.reserve(0, values.length), 0, values.length);
    return builder.ofVectors(List.of(builder.vector("a", values.length, null, Metadata.empty())));
  }
}
