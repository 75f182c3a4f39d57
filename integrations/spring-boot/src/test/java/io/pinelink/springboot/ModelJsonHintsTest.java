package io.pinelink.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.pinelink.admin.User;
import io.pinelink.control.IndexDescription;
import io.pinelink.documents.DocumentFields;
import io.pinelink.model.Metric;
import io.pinelink.model.ResponseInfo;
import io.pinelink.model.Vector;
import io.pinelink.routing.Cloud;
import io.pinelink.routing.IndexFamily;
import io.pinelink.testing.Responses;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeHint;
import org.springframework.context.annotation.ImportRuntimeHints;

/** The hints for a native image about the models that a controller returns. */
class ModelJsonHintsTest {
  private static Stream<Class<?>> models() {
    Responses responses = Responses.defaults();
    return Stream.of(
        responses.query(Responses.match(1, Vector.of("b", new float[] {1}))).getClass(),
        responses.stats(2, Map.of()).getClass(),
        responses.embed("e5", new float[] {1}).getClass(),
        responses.namespaceAlias("current", "v1").getClass(),
        responses.searchRecords().getClass(),
        Cloud.class,
        responses.startImport("7").getClass(),
        IndexDescription.class,
        User.of("u", "a@b", Optional.empty(), responses.info()).getClass(),
        responses.list().getClass(),
        Responses.indexStatus(true, "Ready").getClass(),
        Responses.documentMatch("d", OptionalDouble.empty(), DocumentFields.empty()).getClass(),
        IndexFamily.class,
        Responses.match(1, Vector.of("b", new float[] {1})).getClass(),
        Metric.class,
        ResponseInfo.class,
        Vector.class);
  }

  @ParameterizedTest
  @MethodSource("models")
  void everyAccessorOfAModelCanBeCalled(Class<?> model) throws Exception {
    RuntimeHints hints = new RuntimeHints();
    ImportRuntimeHints imported =
        PinelinkJacksonAutoConfiguration.class.getAnnotation(ImportRuntimeHints.class);
    var registrar = imported.value()[0].getDeclaredConstructor();
    registrar.setAccessible(true);

    registrar.newInstance().registerHints(hints, getClass().getClassLoader());

    TypeHint hint = Objects.requireNonNull(hints.reflection().getTypeHint(model));
    if (model.isRecord()) {
      assertThat(hint.methods().map(ExecutableHint::getName))
          .containsAll(
              Arrays.stream(model.getRecordComponents())
                  .map(component -> component.getName())
                  .toList());
    } else {
      assertThat(hint.getMemberCategories()).contains(MemberCategory.INVOKE_PUBLIC_METHODS);
    }
  }
}
