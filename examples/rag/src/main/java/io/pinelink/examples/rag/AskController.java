package io.pinelink.examples.rag;

import io.pinelink.Index;
import io.pinelink.Pinelink;
import io.pinelink.error.PinelinkException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.document.Document;
import org.springframework.ai.rag.advisor.RetrievalAugmentationAdvisor;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The REST endpoints: a question with its answer, and the route to the index. */
@RestController
class AskController {
  private static final Logger LOG = LoggerFactory.getLogger(AskController.class);
  private static final int MAX_LENGTH = 500;

  private final ChatClient chat;
  private final Pinelink client;
  private final Index index;

  AskController(ChatClient chat, Pinelink client, @Qualifier(RagBeans.INDEX) Index index) {
    this.chat = chat;
    this.client = client;
    this.index = index;
  }

  /** The body of a request. */
  record Question(@Nullable String question) {}

  @PostMapping("/ask")
  GuideAnswer ask(@RequestBody Question body) {
    ChatClientResponse response =
        chat.prompt().user(checked(body.question())).call().chatClientResponse();
    ChatResponse chatResponse = response.chatResponse();
    if (chatResponse == null) {
      throw new ResponseStatusException(HttpStatus.BAD_GATEWAY, "the chat model did not answer");
    }
    return new GuideAnswer(
        String.valueOf(chatResponse.getResult().getOutput().getText()),
        chatResponse.getMetadata().getModel(),
        sources(response),
        ClientTraffic.of(client, index));
  }

  @GetMapping("/route")
  ClientTraffic route() {
    return ClientTraffic.of(client, index);
  }

  private static String checked(@Nullable String question) {
    if (question == null || question.isBlank()) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST, "question is empty, expected text of at most 500 characters");
    }
    if (question.length() > MAX_LENGTH) {
      throw new ResponseStatusException(
          HttpStatus.BAD_REQUEST,
          "question has " + question.length() + " characters, expected at most " + MAX_LENGTH);
    }
    return question.strip();
  }

  private static List<GuideAnswer.Cited> sources(ChatClientResponse response) {
    Object documents = response.context().get(RetrievalAugmentationAdvisor.DOCUMENT_CONTEXT);
    return documents instanceof List<?> list
        ? list.stream().map(Document.class::cast).map(GuideAnswer.Cited::of).toList()
        : List.of();
  }

  @ExceptionHandler
  ProblemDetail unavailable(PinelinkException e) {
    LOG.warn("A question was not answered", e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "the index cannot be searched at the moment");
  }
}
