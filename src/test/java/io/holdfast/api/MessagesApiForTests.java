package io.holdfast.api;

import io.holdfast.delivery.DeliveryLog;
import io.holdfast.delivery.MessageControl;
import io.holdfast.delivery.MessageLog;
import io.holdfast.security.Callers;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.http.converter.json.MappingJackson2HttpMessageConverter;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** The calls about what is sent alone, without the rest of the API. */
public final class MessagesApiForTests {
    private MessagesApiForTests() {}

    public static MockMvc over(MessageControl control, MessageLog messages, DeliveryLog deliveries, Callers callers) {
        return over(control, messages, deliveries, callers, "people");
    }

    /** @param approvals as {@code holdfast.approvals} */
    public static MockMvc over(
            MessageControl control, MessageLog messages, DeliveryLog deliveries, Callers callers, String approvals) {
        return MockMvcBuilders.standaloneSetup(new MessageHands(control, messages, deliveries, callers, approvals))
                .setMessageConverters(new MappingJackson2HttpMessageConverter(
                        Jackson2ObjectMapperBuilder.json().build()))
                .setControllerAdvice(new Problems())
                .build();
    }
}
