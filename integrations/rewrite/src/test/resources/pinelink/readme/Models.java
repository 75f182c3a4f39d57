import io.pinelink.Inference;
import io.pinelink.Pinelink;
import io.pinelink.inference.ListModelsRequest;
import io.pinelink.inference.ModelInfo;
import io.pinelink.inference.ModelType;
import io.pinelink.model.ListResponse;
import io.pinelink.model.VectorType;

class Models {
    void run() throws Exception {
        Pinelink pinecone = Pinelink.builder().apiKey(System.getenv("PINECONE_API_KEY")).build();

        Inference inference = pinecone.inference();

        // list models
        ListResponse<ModelInfo> models = inference.listModels();
        System.out.println(models);

        // list models by filtering with type
        models = inference.listModels(ListModelsRequest.of(ModelType.RERANK));
        System.out.println(models);

        // list models by filtering with type and vectorType
        models = inference.listModels(ListModelsRequest.builder().type(ModelType.EMBED).vectorType(VectorType.DENSE).build());
        System.out.println(models);

        // describe a model
        ModelInfo modelInfo = inference.describeModel("llama-text-embed-v2");
        System.out.println(modelInfo);
    }
}
