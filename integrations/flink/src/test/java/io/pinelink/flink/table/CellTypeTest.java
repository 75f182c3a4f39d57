package io.pinelink.flink.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryArrayData;
import org.apache.flink.table.types.DataType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CellTypeTest {
  private static final DataType SPARSE =
      DataTypes.ROW(
          DataTypes.FIELD("indices", DataTypes.ARRAY(DataTypes.INT())),
          DataTypes.FIELD("values", DataTypes.ARRAY(DataTypes.FLOAT())));

  private static CellType type(DataType type) {
    return CellType.of(type.getLogicalType()).orElseThrow();
  }

  private static GenericArrayData strings(@Nullable String... texts) {
    Object[] cells = new Object[texts.length];
    for (int i = 0; i < cells.length; i++) {
      cells[i] = StringData.fromString(texts[i]);
    }
    return new GenericArrayData(cells);
  }

  @Test
  void numbersAndTimesAreStoredAsNumbers() {
    assertThat(type(DataTypes.TINYINT()).value((byte) 3)).isEqualTo(3L);
    assertThat(type(DataTypes.FLOAT()).value(0.5f)).isEqualTo(0.5);
    DecimalData whole = DecimalData.fromUnscaledLong(12, 10, 0);
    assertThat(type(DataTypes.DECIMAL(10, 0)).value(whole)).isEqualTo(12L);
    DecimalData price = DecimalData.fromUnscaledLong(995, 10, 2);
    assertThat(type(DataTypes.DECIMAL(10, 2)).value(price)).isEqualTo(9.95);
    assertThat(type(DataTypes.DATE()).value(2)).isEqualTo(172_800_000L);
    assertThat(type(DataTypes.TIMESTAMP(3)).value(TimestampData.fromEpochMillis(1_234)))
        .isEqualTo(1_234L);
  }

  @Test
  void arraysInBinaryFormAreReadUnlessTheyContainNull() {
    float[] floats = new float[70];
    floats[69] = 0.5f;
    BinaryArrayData binary = BinaryArrayData.fromPrimitiveArray(floats);
    CellType type = type(DataTypes.ARRAY(DataTypes.FLOAT()));

    assertThat(type.value(binary)).isEqualTo(floats);
    binary.setNullFloat(68);
    assertThatThrownBy(() -> type.value(binary))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has NULL at position 68");
  }

  @Test
  void nullInAnArrayOrAKeyIsRefused() {
    assertThatThrownBy(() -> type(DataTypes.ARRAY(DataTypes.STRING())).value(strings("a", null)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("has NULL at position 1");
    assertThatThrownBy(
            () ->
                type(DataTypes.ARRAY(DataTypes.FLOAT()))
                    .value(new GenericArrayData(new Float[] {null, 1f})))
        .hasMessage("has NULL at position 0");
    assertThatThrownBy(
            () -> type(SPARSE).value(GenericRowData.of(new GenericArrayData(new int[1]), null)))
        .hasMessage("has NULL for its indices or values");
  }

  @Test
  void nestedNullsAreLeftOut() {
    DataType row =
        DataTypes.ROW(
            DataTypes.FIELD("name", DataTypes.STRING()), DataTypes.FIELD("age", DataTypes.INT()));
    assertThat(type(row).value(GenericRowData.of(StringData.fromString("Ada"), null)))
        .isEqualTo(Map.of("name", "Ada"));
  }

  @Test
  void aNegativeIndexOfSparseValuesIsRefused() {
    assertThatThrownBy(
            () ->
                type(SPARSE)
                    .value(
                        GenericRowData.of(
                            new GenericArrayData(new int[] {-1}),
                            new GenericArrayData(new float[] {1}))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void storedValuesBecomeCellsOfTheirType() {
    assertThat(type(DataTypes.SMALLINT()).cell(7.0)).isEqualTo((short) 7);
    assertThat(type(DataTypes.BIGINT()).cell(7.0)).isEqualTo(7L);
    assertThat(type(DataTypes.FLOAT()).cell(0.5)).isEqualTo(0.5f);
    assertThat(type(DataTypes.DECIMAL(10, 2)).cell(9.95))
        .isEqualTo(DecimalData.fromUnscaledLong(995, 10, 2));
    assertThat(type(DataTypes.DATE()).cell(172_800_000.0)).isEqualTo(2);
    assertThat(type(DataTypes.TIMESTAMP(3)).cell(1_234.0))
        .isEqualTo(TimestampData.fromEpochMillis(1_234));
    assertThat(type(DataTypes.ARRAY(DataTypes.STRING())).cell(List.of("a")))
        .isEqualTo(strings("a"));
    assertThat(type(DataTypes.ARRAY(DataTypes.DOUBLE())).cell(DenseValues.of(0.5f, 1)))
        .isEqualTo(new GenericArrayData(new double[] {0.5, 1}));
  }

  @Test
  void aValueThatATypeCannotRepresentIsRefused() {
    assertThatThrownBy(() -> type(DataTypes.INT()).cell(1.5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("is 1.5, which is no INTEGER");
    assertThatThrownBy(() -> type(DataTypes.TINYINT()).cell(200.0)).hasMessageContaining("TINYINT");
    assertThatThrownBy(() -> type(DataTypes.DECIMAL(3, 2)).cell(1_000.0))
        .hasMessageContaining("DECIMAL(3, 2)");
    assertThatThrownBy(() -> type(DataTypes.BIGINT()).cell(0x1p63)).hasMessageContaining("BIGINT");
    assertThat(type(DataTypes.BIGINT()).cell(-0x1p63)).isEqualTo(Long.MIN_VALUE);
    assertThatThrownBy(() -> type(DataTypes.FLOAT()).cell(1e300)).hasMessageContaining("FLOAT");
    assertThatThrownBy(() -> type(DataTypes.DATE()).cell(172_800_001.0))
        .hasMessageContaining("within a day");
    assertThatThrownBy(() -> type(DataTypes.STRING()).cell(1.0))
        .hasMessage("is a number, expected STRING");
    assertThatThrownBy(() -> type(DataTypes.BOOLEAN()).cell("true"))
        .hasMessage("is a String, expected BOOLEAN");
    assertThatThrownBy(
            () -> type(SPARSE).cell(SparseValues.of(new long[] {4_294_967_295L}, new float[] {1})))
        .hasMessage("has the index 4294967295, which is no INT");
  }

  @Test
  void aMapHasOnlyTheValuesOfItsType() {
    assertThat(
            type(DataTypes.MAP(DataTypes.STRING(), DataTypes.INT()))
                .cell(Map.<String, Object>of("pages", 3.0, "title", "A", "price", 1.5)))
        .isEqualTo(new GenericMapData(Map.<Object, Object>of(StringData.fromString("pages"), 3)));
  }
}
