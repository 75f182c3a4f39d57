import io.pinecone.clients.Inference;
import io.pinecone.clients.Pinecone;
import org.openapitools.inference.client.ApiException;
import org.openapitools.inference.client.model.ModelInfo;
import org.openapitools.inference.client.model.ModelInfoList;

class Models {
    void run() throws Exception {
        Pinecone pinecone = new Pinecone
                .Builder(System.getenv("PINECONE_API_KEY"))
                .build();

        Inference inference = pinecone.getInferenceClient();

        // list models
        ModelInfoList models = inference.listModels();
        System.out.println(models);

        // list models by filtering with type
        models = inference.listModels("rerank");
        System.out.println(models);

        // list models by filtering with type and vectorType
        models = inference.listModels("embed", "dense");
        System.out.println(models);

        // describe a model
        ModelInfo modelInfo = inference.describeModel("llama-text-embed-v2");
        System.out.println(modelInfo);
    }
}
