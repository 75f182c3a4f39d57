package io.pinelink.doctor.internal.dns;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.pinelink.doctor.internal.dns.DnsQuestion.Family;
import java.nio.ByteBuffer;

/** Tests that any datagram after a matching question is an answer or is ignored. */
class DnsQuestionFuzzTest {
  private static final DnsQuestion QUESTION = new DnsQuestion(1, "a.example", Family.IPV4);

  @FuzzTest
  void anyDatagramIsAnAnswerOrIgnored(byte[] bytes) {
    QUESTION.answer(ByteBuffer.wrap(bytes)).ifPresent(DnsQuestionFuzzTest::check);

    ByteBuffer question = QUESTION.message();
    ByteBuffer response = ByteBuffer.allocate(question.remaining() + bytes.length);
    response.put(question).put(bytes).putShort(2, (short) 0x8180).putShort(6, Short.MAX_VALUE);
    QUESTION.answer(response.flip()).ifPresent(DnsQuestionFuzzTest::check);
  }

  private static void check(DnsAnswer answer) {
    assertThat(answer.addresses().isEmpty()).isEqualTo(answer.kind() != DnsAnswer.Kind.ADDRESSES);
  }
}
