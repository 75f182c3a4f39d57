package io.pinelink.files.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.model.SparseValues;
import io.pinelink.model.Vector;
import io.pinelink.records.TextRecord;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests the reading of CSV. */
class CsvReaderTest {
  private final List<InvalidRow> invalid = new ArrayList<>();
  private final DataReadOptions options =
      DataReadOptions.builder().format(DataFormat.CSV).onInvalidRow(invalid::add).build();

  private List<Vector> vectors(String text) {
    return vectors(text, options);
  }

  private static List<Vector> vectors(String text, DataReadOptions options) {
    List<Vector> read = new ArrayList<>();
    try (DataReader<Vector> reader =
        DataReader.vectors(new ByteArrayInputStream(text.getBytes(UTF_8)), "test", options)) {
      reader.forEachRemaining(read::add);
    }
    return read;
  }

  @Test
  void valuesAreAJsonArrayAndOtherColumnsMetadata() {
    List<Vector> read =
        vectors(
            """
            ,id,values,lang,pages,new,tags,sparse_values,metadata
            0,a,"[0.1, -2]",et,12,true,"[""x"",""y""]","{""indices"":[7],""values"":[1]}","{""k"":1}"
            1,b,"[1, 2]","two
            lines",,,[x],,
            """);

    assertThat(invalid).isEmpty();
    assertThat(read.get(0).values()).containsExactly(0.1f, -2);
    assertThat(read.get(0).sparseValues())
        .contains(SparseValues.of(new int[] {7}, new float[] {1}));
    assertThat(read.get(0).metadata().asMap())
        .isEqualTo(
            Map.of("k", 1.0, "lang", "et", "pages", 12.0, "new", true, "tags", List.of("x", "y")));
    assertThat(read.get(1).metadata().asMap())
        .isEqualTo(Map.of("lang", "two\nlines", "tags", "[x]"));
  }

  @Test
  void valuesMayBeInColumnsOfTheirOwn() {
    assertThat(vectors("id,1,0,x\na,2,1,7\n").get(0).values()).containsExactly(1, 2);
    assertThat(vectors("id,v1,v2\na,1,2\n").get(0).values()).containsExactly(1, 2);
    assertThat(
            vectors(
                    "key,e0,e1\na,1,2\n",
                    options.toBuilder().idColumn("key").valuesColumn("e").build())
                .get(0))
        .isEqualTo(Vector.of("a", new float[] {1, 2}));
  }

  @Test
  void textColumnsKeepTheirText() {
    assertThat(
            vectors(
                    "id,values,zip\na,[1],12345\n",
                    options.toBuilder().textColumns(Set.of("zip")).build())
                .get(0)
                .metadata()
                .string("zip"))
        .contains("12345");
    assertThat(vectors("id,values,zip\na,[1],01234\n").get(0).metadata().string("zip"))
        .contains("01234");
  }

  @Test
  void anotherDelimiterIsPossible() {
    assertThat(
            vectors("id;values\na;[1,2]\n", options.toBuilder().delimiter(';').build())
                .get(0)
                .values())
        .containsExactly(1, 2);
  }

  @Test
  void aQuoteThatIsNotClosedSpoilsOnlyItsLine() {
    List<Vector> read =
        vectors(
            """
            id,values,text
            a,[1],"never closed
            b,[1],x
            c,[1],"ok"
            d,[1],5" screen
            e,[1],"last
            f,[1],y
            """);

    assertThat(read).extracting(Vector::id).containsExactly("b", "c", "d", "f");
    assertThat(invalid).extracting(InvalidRow::line).containsExactly(2L, 6L);
    assertThat(invalid.get(1).reason()).isEqualTo("a quote is not closed");
  }

  @Test
  void brokenCellsAreReportedWithTheirColumn() {
    assertThat(
            vectors(
                """
                id,values
                a,[0.1 0.2]
                b
                ,[1]
                c,"[1,nan]"
                d,[1]
                """))
        .extracting(Vector::id)
        .containsExactly("d");
    assertThat(invalid).extracting(InvalidRow::line).containsExactly(2L, 3L, 4L, 5L);
    assertThat(invalid.get(0).reason()).startsWith("column 'values' has no valid JSON");
    assertThat(invalid.get(1).reason())
        .isEqualTo("the line has 1 values, expected 2 as in the header");
  }

  @Test
  void aMissingColumnIsNamed() {
    assertThatThrownBy(() -> vectors("key,values\n"))
        .hasMessage("test has no column 'id'; its columns are key, values; name the column of ids");
    assertThatThrownBy(() -> vectors("id,x\n")).hasMessageContaining("test has no column 'values'");
    assertThatThrownBy(() -> vectors("id,values,id\n")).hasMessageContaining("two columns 'id'");
    assertThatThrownBy(() -> vectors("")).hasMessageContaining("test is empty");
    assertThatThrownBy(
            () -> vectors("id,key,values\n", options.toBuilder().idColumn("key").build()))
        .hasMessageContaining("has a column 'id' besides 'key'");
  }

  @Test
  void recordsHaveAColumnForEachField() {
    try (DataReader<TextRecord> records =
        DataReader.records(
            new ByteArrayInputStream("_id,text,n\nr,hello,1\n".getBytes(UTF_8)), "test", options)) {
      assertThat(records.next().fields().asMap()).isEqualTo(Map.of("text", "hello", "n", 1.0));
    }
  }
}
