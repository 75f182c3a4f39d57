import io.pinecone.clients.Inference;
import io.pinecone.clients.Pinecone;
import org.openapitools.inference.client.ApiException;
import org.openapitools.inference.client.model.Embedding;
import org.openapitools.inference.client.model.EmbeddingsList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class Embed {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone.Builder("PINECONE_API_KEY").build();
        Inference inference = pinecone.getInferenceClient();

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
        EmbeddingsList embeddings = inference.embed(embeddingModel, parameters, inputs);

        // Get embedded data
        List<Embedding> embeddedData = embeddings.getData();
    }
}
