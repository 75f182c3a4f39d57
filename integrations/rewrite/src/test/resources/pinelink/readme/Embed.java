import io.pinelink.Inference;
import io.pinelink.Pinelink;
import io.pinelink.inference.EmbedRequest;
import io.pinelink.inference.EmbedResponse;
import io.pinelink.inference.Embedding;
import io.pinelink.model.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class Embed {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey("PINECONE_API_KEY").build();
        Inference inference = pinecone.inference();

        // Prepare input sentences to be embedded
        List<String> inputs = new ArrayList<>();
        inputs.add("The quick brown fox jumps over the lazy dog.");
        inputs.add("Lorem ipsum");

        // Specify the embedding model and parameters
        String embeddingModel = "multilingual-e5-large";

        Map<String, Object> parameters = new HashMap<>();
        parameters.put("input_type", "query");
        parameters.put("truncate", "END");

        // Generate embeddings for the input data
        EmbedResponse embeddings = inference.embed(EmbedRequest.builder(embeddingModel, inputs).parameters(Fields.copyOf(parameters)).build());

        // Get embedded data
        List<Embedding> embeddedData = embeddings.embeddings();
    }
}
