package io.pinelink.doctor.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pinelink.doctor.internal.dns.DnsQuestion.Family;
import io.pinelink.internal.hosttext.Literals;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DnsQuestionTest {
  private final DnsQuestion question = new DnsQuestion(0x1234, "a.example", Family.IPV4);

  private static byte[] bytes(ByteBuffer message) {
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    return bytes;
  }

  private byte[] answer() throws IOException {
    return DnsServer.message(
        bytes(question.message()), 0, 1, List.of(Literals.address("10.0.1.15").orElseThrow()));
  }

  @Test
  void theMessageIsTheOneOfTheStandard() {
    assertThat(bytes(question.message()))
        .isEqualTo(
            "\u00124\u0001\0\0\u0001\0\0\0\0\0\0\u0001a\u0007example\0\0\u0001\0\u0001"
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theCaseOfANameInAnAnswerDoesNotMatter() throws IOException {
    byte[] answer = answer();
    answer[13] = 'A';

    assertThat(question.answer(ByteBuffer.wrap(answer)).orElseThrow().addresses()).hasSize(1);
  }

  @Test
  void aResponseToAnotherQuestionIsNoAnswer() throws IOException {
    assertThat(new DnsQuestion(0x1235, "a.example", Family.IPV4).answer(ByteBuffer.wrap(answer())))
        .isEmpty();
    assertThat(new DnsQuestion(0x1234, "b.example", Family.IPV4).answer(ByteBuffer.wrap(answer())))
        .isEmpty();
    assertThat(new DnsQuestion(0x1234, "a.example", Family.IPV6).answer(ByteBuffer.wrap(answer())))
        .isEmpty();
    assertThat(question.answer(question.message())).isEmpty();
  }

  @Test
  void anAnswerThatIsTruncatedBeforeTheFirstAddressIsUnknown() throws IOException {
    byte[] answer = DnsServer.message(bytes(question.message()), 0, 1, List.of());
    answer[2] |= 0x02;

    assertThat(question.answer(ByteBuffer.wrap(answer)).orElseThrow().kind())
        .isEqualTo(DnsAnswer.Kind.TRUNCATED);
  }

  @Test
  void aTruncatedAnswerCountsUpToItsLastWholeRecord() throws IOException {
    byte[] answer = answer();

    assertThat(question.answer(ByteBuffer.wrap(answer, 0, answer.length - 16)).orElseThrow().kind())
        .isEqualTo(DnsAnswer.Kind.NO_ADDRESS);
    assertThat(question.answer(ByteBuffer.wrap(answer, 0, answer.length - 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..example", ".example"})
  void aNameWithAnEmptyLabelIsRefused(String name) {
    assertThatThrownBy(() -> new DnsQuestion(1, name, Family.IPV4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    String label = "a".repeat(63);

    assertThatThrownBy(() -> new DnsQuestion(1, label + "a.example", Family.IPV4))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new DnsQuestion(1, String.join(".", label, label, label, label), Family.IPV4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("253");
  }
}
