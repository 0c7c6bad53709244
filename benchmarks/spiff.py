"""The guarded step in SpiffWorkflow: a manual task, then a gateway that asks a condition.

An instance keeps every task that it ever had, so each makes a few steps and the next one is taken.
"""

from collections.abc import Callable
from typing import Any

from benchmarks.lending import HOLDER, KEEPER, OTHER
from benchmarks.machines import Steps
from benchmarks.measure import peer

LIFE = 10
"""Steps that one instance makes."""

MAY = (
    "actor['keeper'] and holder != actor['key'] and "
    "all([user['state'] == 'active' for user in users])"
)

BPMN = """\
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="lending">
  <bpmn:process id="lending" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>f0</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="f0" sourceRef="start" targetRef="lend"/>
    <bpmn:manualTask id="lend" name="Lend">
      <bpmn:incoming>f0</bpmn:incoming><bpmn:incoming>f6</bpmn:incoming>
      <bpmn:outgoing>f1</bpmn:outgoing>
    </bpmn:manualTask>
    <bpmn:sequenceFlow id="f1" sourceRef="lend" targetRef="may_lend"/>
    <bpmn:exclusiveGateway id="may_lend" default="f3">
      <bpmn:incoming>f1</bpmn:incoming>
      <bpmn:outgoing>f2</bpmn:outgoing><bpmn:outgoing>f3</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f2" sourceRef="may_lend" targetRef="give_back">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{may}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f3" sourceRef="may_lend" targetRef="refused"/>
    <bpmn:manualTask id="give_back" name="Give back">
      <bpmn:incoming>f2</bpmn:incoming><bpmn:outgoing>f5</bpmn:outgoing>
    </bpmn:manualTask>
    <bpmn:sequenceFlow id="f5" sourceRef="give_back" targetRef="may_give_back"/>
    <bpmn:exclusiveGateway id="may_give_back" default="f7">
      <bpmn:incoming>f5</bpmn:incoming>
      <bpmn:outgoing>f6</bpmn:outgoing><bpmn:outgoing>f7</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="f6" sourceRef="may_give_back" targetRef="lend">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{may}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="f7" sourceRef="may_give_back" targetRef="refused"/>
    <bpmn:endEvent id="refused">
      <bpmn:incoming>f3</bpmn:incoming><bpmn:incoming>f7</bpmn:incoming>
    </bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>
"""


TASK = """\
    <bpmn:manualTask id="t{n}">
      <bpmn:incoming>a{n}</bpmn:incoming><bpmn:outgoing>b{n}</bpmn:outgoing>
    </bpmn:manualTask>
    <bpmn:sequenceFlow id="b{n}" sourceRef="t{n}" targetRef="g{n}"/>
    <bpmn:exclusiveGateway id="g{n}" default="c{n}">
      <bpmn:incoming>b{n}</bpmn:incoming>
      <bpmn:outgoing>a{next}</bpmn:outgoing><bpmn:outgoing>c{n}</bpmn:outgoing>
    </bpmn:exclusiveGateway>
    <bpmn:sequenceFlow id="a{next}" sourceRef="g{n}" targetRef="{target}">
      <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{may}</bpmn:conditionExpression>
    </bpmn:sequenceFlow>
    <bpmn:sequenceFlow id="c{n}" sourceRef="g{n}" targetRef="refused"/>
"""
CHAIN = """\
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" targetNamespace="chain">
  <bpmn:process id="chain{process}" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>a0</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="a0" sourceRef="start" targetRef="t0"/>
{tasks}    <bpmn:endEvent id="done"><bpmn:incoming>a{last}</bpmn:incoming></bpmn:endEvent>
    <bpmn:endEvent id="refused"/>
  </bpmn:process>
</bpmn:definitions>
"""
CONDITIONS = 20
"""Conditions in each process of a chain of tasks."""


def parsing(processes: int) -> Callable[[], object]:
    """Parses so many processes, each a chain of tasks with a condition behind every task."""
    parser, texts = (
        peer("SpiffWorkflow.bpmn.parser").BpmnParser,
        list(map(_chain, range(processes))),
    )

    def work() -> None:
        for number, text in enumerate(texts):
            reader = parser()
            reader.add_bpmn_str(text)
            assert reader.get_spec(f"chain{number}")

    return work


def _chain(process: int) -> bytes:
    tasks = "".join(
        TASK.format(n=n, next=n + 1, may=MAY, target=f"t{n + 1}" if n + 1 < CONDITIONS else "done")
        for n in range(CONDITIONS)
    )
    return CHAIN.format(process=process, tasks=tasks, last=CONDITIONS).encode()


def with_bpmn() -> Steps:
    """The process parsed once; its instances made before the clock runs."""
    parser = peer("SpiffWorkflow.bpmn.parser").BpmnParser()
    instance = peer("SpiffWorkflow.bpmn").BpmnWorkflow
    ready = peer("SpiffWorkflow").TaskState.READY
    parser.add_bpmn_str(BPMN.format(may=MAY).encode())
    spec = parser.get_spec("lending")

    def prepare(count: int) -> Callable[[], object]:
        instances = [_started(instance(spec)) for _ in range(0, count, LIFE)]

        def work() -> None:
            for done in range(count):
                workflow = instances[done // LIFE]
                task = workflow.get_next_task(state=ready, manual=True)
                if task.task_spec.name == "lend":
                    task.data["holder"] = HOLDER
                task.run()
                workflow.do_engine_steps()

        def proven() -> None:
            work()
            assert not any(workflow.is_completed() for workflow in instances)

        return proven

    return prepare


def _started(workflow: Any) -> Any:
    users = [{"key": key, "state": "active"} for key in (HOLDER, OTHER)]
    keeper = {"key": KEEPER, "keeper": True}
    workflow.do_engine_steps()
    task = workflow.get_next_task(manual=True)
    task.data.update(actor=keeper, users=users)
    return workflow
