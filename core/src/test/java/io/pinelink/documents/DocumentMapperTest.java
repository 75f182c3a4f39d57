package io.pinelink.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pinelink.internal.response.DocumentResponses;
import io.pinelink.model.DenseValues;
import io.pinelink.model.SparseValues;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the mapper with records that are only reached by reflection. */
@SuppressWarnings({"ArrayRecordComponent", "UnusedMethod", "UnusedNestedClass"})
class DocumentMapperTest {
  enum Status {
    DRAFT,
    FINAL {
      @Override
      public String toString() {
        return "final";
      }
    }
  }

  private record Note(
      String id,
      @FullText @Nullable String title,
      @DocumentField(name = "published") int year,
      @Nullable Double rating,
      boolean checked,
      @Nullable List<String> tags,
      Optional<Status> status,
      @DocumentField(dimension = 2) float @Nullable [] embedding,
      @Nullable SparseValues sparse) {}

  private static final DocumentMapper<Note> NOTES = DocumentMapper.of(Note.class);

  private static Document document(Map<String, @Nullable Object> fields) {
    return new Document("a-1", DocumentResponses.fields(new HashMap<>(fields)));
  }

  @Test
  void componentsAreFieldsOfTheirNames() {
    SparseValues sparse = SparseValues.of(new int[] {3, 9}, new float[] {0.5f, 1});
    Note note =
        new Note(
            "a-1",
            "Tides",
            2026,
            4.5,
            true,
            List.of("sea", "moon"),
            Optional.of(Status.FINAL),
            new float[] {1, 2},
            sparse);

    Document document = NOTES.toDocument(note);

    assertThat(document)
        .isEqualTo(
            Document.builder("a-1")
                .put("title", "Tides")
                .put("published", 2026)
                .put("rating", 4.5)
                .put("checked", true)
                .put("tags", List.of("sea", "moon"))
                .put("status", "FINAL")
                .put("embedding", new float[] {1, 2})
                .put("sparse", sparse)
                .build());
    Note back = NOTES.fromDocument(document);
    assertThat(back.embedding()).containsExactly(1, 2);
    assertThat(back).usingRecursiveComparison().isEqualTo(note);
  }

  @Test
  void absentValuesAreNotWritten() {
    Note note = new Note("a-1", null, 0, null, false, null, Optional.empty(), null, null);

    Document document = NOTES.toDocument(note);

    assertThat(document.fields().names()).containsExactly("published", "checked");
    assertThat(NOTES.fromDocument(document)).isEqualTo(note);
  }

  @Test
  void aStoredNullIsAbsentAndOtherFieldsAreIgnored() {
    Map<String, @Nullable Object> fields = new HashMap<>();
    fields.put("published", 2026.0);
    fields.put("checked", true);
    fields.put("title", null);
    fields.put("other", List.of(1.0));

    assertThat(NOTES.fromDocument(document(fields)))
        .isEqualTo(new Note("a-1", null, 2026, null, true, null, Optional.empty(), null, null));
  }

  @Test
  void aPrimitiveComponentNeedsItsField() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NOTES.fromDocument(document(Map.of("checked", true))))
        .withMessage(
            "document 'a-1' has no field 'published', expected a whole number from -2147483648 to"
                + " 2147483647 for component year of "
                + Note.class.getName()
                + "; a wrapper or an Optional can be absent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "published | is 2.5, expected a whole number from -2147483648 to 2147483647 for",
        "title     | is 2.5, expected a string for component title of",
        "status    | is 2.5, expected one of [DRAFT, FINAL] for component status of",
        "checked   | is 2.5, expected a boolean for",
        "tags      | is 2.5, expected a list of strings for",
        "embedding | is 2.5, expected dense values for",
        "sparse    | is 2.5, expected sparse values for",
      })
  void aFieldOfAnotherKindIsAnError(String field, String expected) {
    Map<String, @Nullable Object> fields = new HashMap<>(Map.of("published", 1.0, "checked", true));
    fields.put(field, 2.5);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> NOTES.fromDocument(document(fields)))
        .withMessageContaining("field '" + field + "' of document 'a-1' " + expected);
  }

  @Test
  void messagesDoNotShowTextsAndVectors() {
    Map<String, @Nullable Object> fields = new HashMap<>(Map.of("checked", true));
    for (Object value :
        List.of("secret", List.of("secret"), DenseValues.of(7.25f), Map.of("a", "secret"))) {
      fields.put("published", value);

      assertThatIllegalArgumentException()
          .isThrownBy(() -> NOTES.fromDocument(document(fields)))
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "7.25"));
    }
  }

  private record Numbers(String id, byte b, short s, int i, long l, float f, double d) {}

  @ParameterizedTest
  @CsvSource({
    "b, 128",
    "b, 1.5",
    "s, -32769",
    "i, 2147483648",
    "l, 9007199254740994",
    "f, 1e39",
  })
  void aNumberOutsideTheRangeOfItsTypeIsAnError(String field, double value) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    for (String name : List.of("b", "s", "i", "l", "f", "d")) {
      fields.put(name, 1.0);
    }
    assertThat(DocumentMapper.of(Numbers.class).fromDocument(document(fields)))
        .isEqualTo(new Numbers("a-1", (byte) 1, (short) 1, 1, 1, 1, 1));
    fields.put(field, value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(Numbers.class).fromDocument(document(fields)))
        .withMessageContaining("field '" + field + "' of document 'a-1' is " + value);
  }

  @Test
  void aValueThatCannotBeStoredIsAnErrorOfItsComponent() {
    Numbers large = new Numbers("a-1", (byte) 1, (short) 1, 1, (1L << 53) + 1, 1, 1);
    Numbers notANumber = new Numbers("a-1", (byte) 1, (short) 1, 1, 1, Float.NaN, 1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(Numbers.class).toDocument(large))
        .withMessageStartingWith(
            "document 'a-1': component l of "
                + Numbers.class.getName()
                + ": field 'l' is 9007199254740993, expected at most 2^53");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(Numbers.class).toDocument(notANumber))
        .withMessageContaining("field 'f' is NaN, expected a finite number");
  }

  private record Keyed(@DocumentField(id = true) String key, @Nullable String id) {}

  @Test
  void anAnnotatedIdMakesTheComponentNamedIdAField() {
    Document document = DocumentMapper.of(Keyed.class).toDocument(new Keyed("k", "field"));

    assertThat(document).isEqualTo(Document.builder("k").put("id", "field").build());
    assertThat(DocumentMapper.of(Keyed.class).fromDocument(document))
        .isEqualTo(new Keyed("k", "field"));
  }

  @Test
  void anIdThatIsNullOrInvalidIsAnError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(Keyed.class).toDocument(keyed(null)))
        .withMessage(
            "id of a " + Keyed.class.getName() + " is null, expected 1 to 512 ASCII characters");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(Keyed.class).toDocument(keyed("")))
        .withMessageStartingWith("document id is empty");
  }

  @SuppressWarnings("NullAway") // A caller without null checks can pass null.
  private static Keyed keyed(@Nullable String key) {
    return new Keyed(key, null);
  }

  private record Labels(String id, Set<String> all, Optional<List<String>> some) {}

  @Test
  void setsKeepTheOrderOfTheDocumentAndDropDuplicates() {
    Labels labels =
        DocumentMapper.of(Labels.class)
            .fromDocument(
                document(Map.of("all", List.of("b", "a", "b"), "some", List.of("b", "b"))));

    assertThat(labels.all()).containsExactly("b", "a");
    assertThat(labels.some()).hasValue(List.of("b", "b"));
  }

  private record Positive(String id, int count) {
    Positive {
      if (count <= 0) {
        throw new IllegalStateException("count is not positive");
      }
    }
  }

  @Test
  void anExceptionOfTheConstructorNamesTheDocument() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> DocumentMapper.of(Positive.class).fromDocument(document(Map.of("count", 0.0))))
        .withMessage(
            "document 'a-1' is refused by the constructor of "
                + Positive.class.getName()
                + ": count is not positive")
        .withCauseInstanceOf(IllegalStateException.class);
  }

  private record Computed(String id, String text) {
    @Override
    public String text() {
      throw new IllegalStateException("no text");
    }
  }

  @Test
  void anExceptionOfAnAccessorIsThrown() {
    assertThatIllegalStateException()
        .isThrownBy(() -> DocumentMapper.of(Computed.class).toDocument(new Computed("a", "b")))
        .withMessage("no text");
  }

  private record NoId(String key) {}

  private record NumberedId(int id) {}

  private record TwoIds(@DocumentField(id = true) String a, @DocumentField(id = true) String b) {}

  private record NamedId(@DocumentField(id = true, name = "key") String a) {}

  private record Dated(String id, java.time.Instant at) {}

  private record Integers(String id, List<Integer> all) {}

  private record Nested(String id, Optional<Optional<String>> text) {}

  private record Generic<E>(String id, E text) {}

  private record SameNames(String id, String a, @DocumentField(name = "a") String b) {}

  private record Reserved(String id, @DocumentField(name = "_score") String a) {}

  private record AnalyzedNumber(String id, @FullText int a) {}

  private record WideText(String id, @DocumentField(dimension = 3) String a) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NoId           | has no id, expected a component named id or one with",
        "NumberedId     | is the id and has the type int, expected String",
        "TwoIds         | has 2 components with @DocumentField(id = true), expected one",
        "NamedId        | is the id and has settings of a field, expected none",
        "Dated          | has the type java.time.Instant, expected String, boolean, byte",
        "Integers       | has the type java.util.List<java.lang.Integer>, expected String, boolean",
        "Nested         | has the type java.util.Optional<java.util.Optional<java.lang.String>>",
        "Generic        | has the type E, expected String, boolean",
        "SameNames      | has the field name 'a', which another component has too",
        "Reserved       | field name is '_score'",
        "AnalyzedNumber | has @FullText and the type int, expected String",
        "WideText       | has a dimension and the type String, expected float[] or DenseValues",
      })
  void aClassThatCannotBeMappedIsRefused(String name, String message) {
    Class<? extends Record> type =
        Arrays.stream(DocumentMapperTest.class.getDeclaredClasses())
            .filter(nested -> nested.getSimpleName().equals(name))
            .findFirst()
            .orElseThrow()
            .asSubclass(Record.class);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(type))
        .withMessageContaining(message);
  }

  @Test
  void onlyRecordClassesAreMapped() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DocumentMapper.of(Record.class))
        .withMessage("java.lang.Record is not a record, expected one");
  }

  @Test
  void aMapperIsCreatedOnceForAClass() {
    assertThat(DocumentMapper.of(Note.class)).isSameAs(NOTES);
    assertThat(NOTES.recordClass()).isEqualTo(Note.class);
    assertThat(NOTES.fields().stream().map(DocumentMapper.Field::name))
        .containsExactly(
            "title", "published", "rating", "checked", "tags", "status", "embedding", "sparse");
    assertThat(NOTES).hasToString("DocumentMapper[" + Note.class.getName() + "]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "exports notes; | public  | true",
        "exports notes; | ''      | false",
        "opens notes;   | ''      | true",
        "''             | public  | false",
      })
  void aRecordOfAModuleIsPublicAndExportedOrOpen(
      String directive, String modifier, boolean isAccessible, @TempDir Path dir)
      throws IOException, ClassNotFoundException {
    Class<? extends Record> type = compile(dir, directive, modifier + " record Note(String id) {}");

    if (isAccessible) {
      assertThat(idOfCopy(type)).isEqualTo("a-1");
    } else {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> DocumentMapper.of(type))
          .withMessage(
              "notes.Note is not accessible to io.pinelink, expected a public record in an exported"
                  + " package, or 'opens notes to io.pinelink;' in the module com.example.notes");
    }
  }

  private static <T extends Record> String idOfCopy(Class<T> type) {
    DocumentMapper<T> mapper = DocumentMapper.of(type);
    return mapper.toDocument(mapper.fromDocument(Document.builder("a-1").build())).id();
  }

  /** Returns the class notes.Note of a module with a directive. */
  private static Class<? extends Record> compile(Path dir, String directive, String java)
      throws IOException, ClassNotFoundException {
    Path module =
        Files.writeString(
            dir.resolve("module-info.java"), "module com.example.notes {" + directive + "}");
    Path note =
        Files.writeString(
            Files.createDirectory(dir.resolve("notes")).resolve("Note.java"),
            "package notes; " + java);
    int result =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(System.out, System.err, "-d", dir.toString(), module.toString(), note.toString());
    assertThat(result).isZero();
    ModuleLayer boot = ModuleLayer.boot();
    Configuration configuration =
        boot.configuration()
            .resolve(ModuleFinder.of(dir), ModuleFinder.of(), Set.of("com.example.notes"));
    return boot.defineModulesWithOneLoader(configuration, ClassLoader.getSystemClassLoader())
        .findLoader("com.example.notes")
        .loadClass("notes.Note")
        .asSubclass(Record.class);
  }
}
