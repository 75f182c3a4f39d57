package io.pinelink.rest.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.rest.json.JsonObject.Member;
import io.pinelink.rest.json.JsonObject.NumberMember;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonObjectTest {
  @Test
  void knownMembersAreReadInAnyOrder() throws IOException {
    JsonReader json = reader("{'n':7,'more':{'id':[1]},'at':'2026-07-01T00:00:00Z','id':'a'}");
    JsonObject object = json.object();
    Member<String> id = object.text("id");
    Member<Instant> at = object.instant("at");
    NumberMember<Integer> n = object.integer("n");

    assertThat(object.read()).isTrue();

    json.end();
    assertThat(id.required()).isEqualTo("a");
    assertThat(at.optional()).contains(Instant.parse("2026-07-01T00:00:00Z"));
    assertThat(n.optionalInt()).hasValue(7);
    assertThat(n.optionalLong()).hasValue(7);
    assertThat(n.optionalDouble()).hasValue(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "{'text':null,'n':null,'flag':null,'fields':null,'texts':null,'o':null}",
        "{'o':{'list':null}}",
      })
  void nullIsEquivalentToAbsent(String body) throws IOException {
    JsonObject object = reader(body).object();
    Member<String> text = object.text("text");
    NumberMember<Double> n = object.number("n");
    Member<Boolean> flag = object.bool("flag");
    Member<?> fields = object.fields("fields");
    Member<Map<String, String>> texts = object.texts("texts");
    Member<List<String>> list = object.object("o").list("list", JsonReader::text);

    assertThat(object.read()).isEqualTo(!body.equals("null"));

    assertThat(text.optional()).isEmpty();
    assertThat(text.orElse("other")).isEqualTo("other");
    assertThat(n.optionalInt()).isEmpty();
    assertThat(n.optionalLong()).isEmpty();
    assertThat(n.optionalDouble()).isEmpty();
    assertThat(flag.orNull()).isNull();
    assertThat(fields.optional()).isEmpty();
    assertThat(texts.optional()).isEmpty();
    assertThat(list.optional()).isEmpty();
  }

  @Test
  void aMemberMayHaveTwoNames() throws IOException {
    for (String name : List.of("total_count", "totalCount")) {
      JsonObject object = reader("{'" + name + "':1}").object();
      NumberMember<Long> total = object.longInteger("total_count").or("totalCount");
      object.read();
      assertThat(total.optionalLong()).as(name).hasValue(1);
    }
  }

  @Test
  void elementsThatAreNullAreOmitted() throws IOException {
    JsonObject object = reader("{'l':['a',null,'b']}").object();
    Member<List<String>> list = object.list("l", JsonReader::text);
    object.read();

    assertThat(list.required()).containsExactly("a", "b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | member 'data.id' is missing",
        "{'id':'a'} | member 'data.usage.n' is missing",
        "{'id':'a','usage':null} | member 'data.usage.n' is missing",
        "{'id':'a','usage':{'n':null}} | member 'data.usage.n' is missing",
        "{'id':'a','usage':[]} | member 'usage' is an array, expected an object",
        "{'id':'a','usage':{'n':true}} | member 'n' is a boolean, expected a 64-bit integer",
        "{'id':'a','id':'a'} | member 'id' occurs twice",
        "{'more':1,'more':1} | member 'more' occurs twice",
        "{'usage':{'more':1,'more':1}} | member 'more' occurs twice",
        "7 | the body is 7, expected an object",
      })
  void missingAndInvalidMembersAreNamed(String body, String message) throws IOException {
    JsonObject object = reader(body).object("data.");
    Member<String> id = object.text("id");
    Member<Long> n = object.object("usage").longInteger("n");

    assertThatThrownBy(
            () -> {
              object.read();
              id.required();
              n.required();
            })
        .isInstanceOf(MalformedJsonException.class)
        .hasMessage(message);
  }

  @Test
  void aMemberHasNoValueBeforeItsObjectIsRead() throws IOException {
    JsonObject object = reader("{'id':'a'}").object();
    Member<String> id = object.text("id");
    Member<String> next = object.object("pagination").text("next");

    assertThatThrownBy(id::optional).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(next::optional).isInstanceOf(IllegalStateException.class);
    object.read();
    assertThat(id.optional()).contains("a");
    assertThat(next.optional()).isEmpty();
  }

  private static JsonReader reader(String json) throws IOException {
    return Json.reader(json.replace('\'', '"').getBytes(UTF_8));
  }
}
